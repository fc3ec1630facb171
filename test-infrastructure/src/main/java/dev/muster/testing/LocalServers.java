package dev.muster.testing;

import dev.muster.localstack.LocalDatabase;
import dev.muster.localstack.LocalStack;

/** Servers of a local stack, without containers. */
record LocalServers(LocalStack stack) implements Servers {

    @Override
    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    @Override
    public String jdbcUrl() {
        return stack.database().jdbcUrl();
    }

    @Override
    public Login admin() {
        LocalDatabase database = stack.database();
        return new Login(database.adminUser(), database.adminPassword());
    }

    @Override
    public Login ingest() {
        LocalDatabase database = stack.database();
        return new Login(database.ingestUser(), database.ingestPassword());
    }

    @Override
    public Login assignment() {
        LocalDatabase database = stack.database();
        return new Login(database.assignmentUser(), database.assignmentPassword());
    }

    @Override
    public void stopDatabase() {
        stack.database().stop();
    }

    @Override
    public void startDatabase() {
        stack.database().start();
    }

    @Override
    public void stopBroker() {
        stack.broker().stop();
    }

    @Override
    public void startBroker() {
        stack.broker().start();
    }

    @Override
    public void close() {
        stack.close();
    }
}
