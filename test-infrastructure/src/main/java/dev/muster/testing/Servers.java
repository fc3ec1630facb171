package dev.muster.testing;

/** A broker and a database. */
interface Servers extends AutoCloseable {

    /** A role that may log in. */
    record Login(String name, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return name;
        }
    }

    String bootstrapServers();

    String jdbcUrl();

    Login admin();

    Login ingest();

    Login assignment();

    void stopDatabase();

    void startDatabase();

    void stopBroker();

    void startBroker();

    @Override
    void close();
}
