//! JSON Schemas of the rule files that people write most: for editors, and printed by
//! `recount rules schema`. They are generated from the types that read those files.

/// What there are schemas for, and the schemas.
pub const ALL: [(&str, &str); 3] = [
    ("measure", include_str!("schema/measure.schema.json")),
    ("check", include_str!("schema/check.schema.json")),
    ("policy", include_str!("schema/policy.schema.json")),
];

#[cfg(test)]
mod tests {
    use crate::rules::{Sources, examples::FIELDS, measures, policy, template};
    use serde_json::{Map, Value, json};
    use std::path::Path;

    /// What the types do not know: the examples beside them.
    fn with_examples(schema: schemars::Schema) -> Value {
        let mut schema = Value::from(schema);
        let plain = json!({ "type": ["string", "integer", "number", "boolean"] });
        let told = |extra: Vec<(&str, Value)>| {
            let mut all = Map::new();
            for field in ["text", "outlet", "published", "title"] {
                all.insert(field.to_owned(), json!({ "type": "string" }));
            }
            all.extend(extra.into_iter().map(|(name, value)| (name.to_owned(), value)));
            all
        };
        let wants: Map<String, Value> = FIELDS.iter().map(|f| ((*f).to_owned(), plain.clone())).collect();
        let report = json!({ "type": "object", "properties": told(vec![]), "additionalProperties": false });
        let mut fields = told(vec![
            ("note", json!({ "type": "string" })),
            ("reports", json!({ "type": "array", "items": report })),
            (
                "claims",
                json!({ "type": "array", "items": { "type": "object", "properties": wants, "additionalProperties": false } }),
            ),
        ]);
        fields.extend(wants.clone());
        let object = json!({ "type": "object", "properties": fields, "additionalProperties": false });
        schema["$defs"]["Examples"] =
            json!({ "type": "array", "minItems": 1, "items": { "anyOf": [{ "type": "string" }, object] } });
        for (key, told) in [
            ("example", "Texts in which the rule must be found."),
            ("counterexample", "Texts in which it must not."),
        ] {
            schema["properties"][key] = json!({ "description": told, "$ref": "#/$defs/Examples" });
            if let Some(required) = schema["required"].as_array_mut() {
                required.push(key.into());
            }
        }
        schema
    }

    fn generated() -> [(&'static str, Value); 3] {
        [
            ("measure", with_examples(measures::schema())),
            ("check", with_examples(schemars::schema_for!(policy::CheckDoc))),
            ("policy", with_examples(schemars::schema_for!(policy::Policy))),
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
        for (name, schema) in generated() {
            let validator = jsonschema::validator_for(&schema).expect("a schema");
            let folder = if name == "policy" {
                "policies/".to_owned()
            } else {
                format!("{name}s/")
            };
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
        let validator = jsonschema::validator_for(&generated()[0].1).expect("a schema");
        let written = template::measure("petition", crate::rules::packs()).expect("a name");
        assert!(validator.is_valid(&toml::from_str::<Value>(&written).expect("TOML")));
    }
}
