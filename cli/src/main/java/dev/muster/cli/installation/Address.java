package dev.muster.cli.installation;

/** What an installation can be reached at. */
public enum Address {
    KAFKA("KAFKA_BOOTSTRAP_SERVERS", "bootstrap-servers", "localhost:9092", "Kafka brokers"),
    ASSIGNMENT("ASSIGNMENT_URL", "assignment-url", "http://localhost:8082", "assignment service"),
    INGEST("INGEST_URL", "ingest-url", "http://localhost:8081", "ingest service");

    private final String variable;
    private final String property;
    private final String defaultValue;
    private final String title;

    Address(String variable, String property, String defaultValue, String title) {
        this.variable = variable;
        this.property = property;
        this.defaultValue = defaultValue;
        this.title = title;
    }

    /** The environment variable, also in {@code .muster/local.env}. */
    public String variable() {
        return variable;
    }

    /** The name in a context, and of the option of {@code muster context add} without dashes. */
    public String property() {
        return property;
    }

    /** The address where nothing names another one. */
    public String defaultValue() {
        return defaultValue;
    }

    String title() {
        return title;
    }
}
