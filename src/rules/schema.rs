//! JSON Schemas of the rule files: for editors, and printed by `recount rules schema`. They are generated
//! from the types that read those files.

/// What there are schemas for, and the schemas.
pub const ALL: [(&str, &str); 16] = [
    ("measure", include_str!("schema/measure.schema.json")),
    ("check", include_str!("schema/check.schema.json")),
    ("policy", include_str!("schema/policy.schema.json")),
    ("calendar", include_str!("schema/calendar.schema.json")),
    ("compare", include_str!("schema/compare.schema.json")),
    ("contexts", include_str!("schema/contexts.schema.json")),
    ("frames", include_str!("schema/frames.schema.json")),
    ("kinds", include_str!("schema/kinds.schema.json")),
    ("modality", include_str!("schema/modality.schema.json")),
    ("numbers", include_str!("schema/numbers.schema.json")),
    ("outlets", include_str!("schema/outlets.schema.json")),
    ("places", include_str!("schema/places.schema.json")),
    ("reporting", include_str!("schema/reporting.schema.json")),
    ("taxonomy", include_str!("schema/taxonomy.schema.json")),
    ("units", include_str!("schema/units.schema.json")),
    ("words", include_str!("schema/words.schema.json")),
];

#[cfg(test)]
mod tests {
    use crate::rules::{
        Sources, calendar, contexts, examples::FIELDS, frames, kinds, measures, modality, numbers, outlets, places,
        policy, reporting, taxonomy, template, units, words,
    };
    use serde_json::{Map, Value, json};
    use std::path::Path;

    /// What the types do not know: a list of examples.
    fn examples() -> Value {
        let plain = json!({ "type": ["string", "integer", "number", "boolean"] });
        let report: Map<String, Value> = ["text", "outlet", "published", "title"]
            .iter()
            .map(|field| ((*field).to_owned(), json!({ "type": "string" })))
            .collect();
        let wants =
            json!({ "type": "object", "propertyNames": { "enum": FIELDS.as_slice() }, "additionalProperties": plain });
        let mut told = report.clone();
        let reports = json!({ "type": "object", "properties": report, "additionalProperties": false });
        told.insert("note".to_owned(), json!({ "type": "string" }));
        told.insert("reports".to_owned(), json!({ "type": "array", "items": reports }));
        told.insert("claims".to_owned(), json!({ "type": "array", "items": wants }));
        let names: Vec<&str> = told.keys().map(String::as_str).chain(FIELDS).collect();
        let object = json!({
            "type": "object", "properties": told, "propertyNames": { "enum": names }, "additionalProperties": plain,
        });
        json!({ "type": "array", "minItems": 1, "items": { "anyOf": [{ "type": "string" }, object] } })
    }

    const SHOWN: [(&str, &str); 2] = [
        ("example", "Texts in which the rule must be found."),
        ("counterexample", "Texts in which it must not."),
    ];

    /// Of a file that holds one rule: its examples, which it has to have.
    fn with_examples(schema: schemars::Schema) -> Value {
        let mut schema = Value::from(schema);
        schema["$defs"]["Examples"] = examples();
        for (key, told) in SHOWN {
            schema["properties"][key] = json!({ "description": told, "$ref": "#/$defs/Examples" });
            if let Some(required) = schema["required"].as_array_mut() {
                required.push(key.into());
            }
        }
        schema
    }

    /// Of a file that holds many: those of a table beside it, those of a list by its name.
    fn with_lists(file: &str, schema: schemars::Schema) -> Value {
        let mut schema = Value::from(schema);
        schema["title"] = format!("{file}.toml").into();
        let beside = |table: &mut Value| {
            let Some(properties) = table.get_mut("properties").and_then(Value::as_object_mut) else {
                return;
            };
            let lists: Map<String, Value> = properties
                .keys()
                .map(|k| (k.clone(), json!({ "$ref": "#/$defs/Examples" })))
                .collect();
            for (key, told) in SHOWN {
                let named = json!({ "type": "object", "properties": lists, "additionalProperties": false });
                let either = json!([{ "$ref": "#/$defs/Examples" }, named]);
                properties.insert(key.to_owned(), json!({ "description": told, "anyOf": either }));
            }
        };
        if let Some(defs) = schema["$defs"].as_object_mut() {
            defs.values_mut().for_each(beside);
        }
        beside(&mut schema);
        schema["$defs"]["Examples"] = examples();
        schema
    }

    fn generated() -> [(&'static str, Value); 16] {
        [
            ("measure", with_examples(measures::schema())),
            ("check", with_examples(schemars::schema_for!(policy::CheckDoc))),
            ("policy", with_examples(schemars::schema_for!(policy::Policy))),
            ("calendar", with_lists("calendar", calendar::schema())),
            ("compare", with_lists("compare", policy::schema())),
            ("contexts", with_lists("contexts", contexts::schema())),
            ("frames", with_lists("frames", frames::schema())),
            ("kinds", with_lists("kinds", kinds::schema())),
            ("modality", with_lists("modality", modality::schema())),
            ("numbers", with_lists("numbers", numbers::schema())),
            ("outlets", with_lists("outlets", outlets::schema())),
            ("places", with_lists("places", places::schema())),
            ("reporting", with_lists("reporting", reporting::schema())),
            ("taxonomy", with_lists("taxonomy", taxonomy::schema())),
            ("units", with_lists("units", units::schema())),
            ("words", with_lists("words", words::schema())),
        ]
    }

    #[test]
    fn they_are_up_to_date() {
        for (name, schema) in generated() {
            let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/schema");
            let path = folder.join(format!("{name}.schema.json"));
            if std::env::var_os("BLESS").is_some() {
                std::fs::write(&path, &text).expect("it can be written");
            }
            let kept = std::fs::read_to_string(&path).expect("it is there");
            assert!(
                kept == text,
                "run `BLESS=1 cargo test --lib schema` and read what changed"
            );
        }
    }

    #[test]
    fn every_rule_file_follows_them() {
        let sources = Sources::embedded();
        let mut seen = 0;
        for (name, schema) in generated() {
            let validator = jsonschema::validator_for(&schema).expect("a schema");
            let folder = match name {
                "policy" => "policies/".to_owned(),
                "measure" | "check" => format!("{name}s/"),
                _ => format!("{name}.toml"),
            };
            seen += sources.below(&folder).count();
            let wrong = |file: &str, text: &str| {
                let value: Value = toml::from_str(text).expect("TOML");
                let told: Vec<String> = validator
                    .iter_errors(&value)
                    .map(|e| format!("{file} {}: {e}", e.instance_path()))
                    .collect();
                told.join("\n")
            };
            for (file, _, text) in sources.below(&folder) {
                assert_eq!(wrong(file, text), "");
                assert_ne!(wrong(file, &format!("nmae = 1\n{text}")), "");
            }
        }
        let packs = sources.below("").filter(|(name, ..)| name.ends_with(".toml")).count();
        assert_eq!(seen, packs, "a rule file has no schema");
        let validator = jsonschema::validator_for(&generated()[0].1).expect("a schema");
        let written = template::measure("petition", crate::rules::packs()).expect("a name");
        assert!(validator.is_valid(&toml::from_str::<Value>(&written).expect("TOML")));
    }
}
