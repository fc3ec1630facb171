package dev.muster.ingestservice;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.muster.testing.Infrastructure;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A separate database with the tables of the service, without a running service. */
public final class TestDatabase implements AutoCloseable {

    private final HikariDataSource dataSource;

    private TestDatabase(HikariDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Creates and migrates a database. The name has to be a plain SQL identifier. */
    public static TestDatabase create(String name) {
        Infrastructure servers = Infrastructure.shared();
        String url = servers.jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + name.toLowerCase(Locale.ROOT) + "$1");
        new JdbcTemplate(new DriverManagerDataSource(servers.jdbcUrl(), servers.adminUser(), servers.adminPassword()))
                .execute("create database " + name);
        new JdbcTemplate(new DriverManagerDataSource(url, servers.adminUser(), servers.adminPassword()))
                .execute("create schema inventory authorization muster_ingest");
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setUsername(servers.ingestUser());
        pool.setPassword(servers.ingestPassword());
        pool.setSchema("inventory");
        pool.setMaximumPoolSize(4);
        pool.addDataSourceProperty("options", serviceConnectionOptions());
        HikariDataSource dataSource = new HikariDataSource(pool);
        Flyway.configure()
                .dataSource(dataSource)
                .defaultSchema("inventory")
                .locations("classpath:db/outbox", "classpath:db/migration")
                .load()
                .migrate();
        return new TestDatabase(dataSource);
    }

    /** The planner settings of the service's sessions. */
    private static String serviceConnectionOptions() {
        YamlPropertiesFactoryBean settings = new YamlPropertiesFactoryBean();
        settings.setResources(new ClassPathResource("application.yml"));
        return requireNonNull(settings.getObject())
                .getProperty("spring.datasource.hikari.data-source-properties.options");
    }

    public HikariDataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
