# A static binary and nothing else: no shell, no network at run time.
#
#   docker build -t recount .
#   docker run --rm --network none -v "$PWD:/work:ro" recount check reports/
FROM rust:1-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY Cargo.toml Cargo.lock README.md build.rs ./
COPY benches benches
COPY rules rules
COPY src src
RUN cargo build --release --locked && mkdir /work

FROM scratch
COPY --from=build /src/target/release/recount /recount
COPY --from=build /work /work
WORKDIR /work
USER 65534:65534
ENTRYPOINT ["/recount"]
CMD ["--help"]
