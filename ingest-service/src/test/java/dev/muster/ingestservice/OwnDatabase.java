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

/** A database of its own with the tables of the service, and no service at work on it. */
public final class OwnDatabase implements AutoCloseable {

    private final HikariDataSource dataSource;

    private OwnDatabase(HikariDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Makes the database with the given name, which must be a plain word, and migrates it. */
    public static OwnDatabase create(String name) {
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
        pool.addDataSourceProperty("options", optionsOfTheService());
        HikariDataSource dataSource = new HikariDataSource(pool);
        Flyway.configure()
                .dataSource(dataSource)
                .defaultSchema("inventory")
                .locations("classpath:db/outbox", "classpath:db/migration")
                .load()
                .migrate();
        return new OwnDatabase(dataSource);
    }

    /** How the service's sessions plan. */
    private static String optionsOfTheService() {
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
