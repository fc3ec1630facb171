package dev.muster.cli.kafka;

import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

/** The principal that the client's settings log in with, as far as they tell. Brokers may map it to another name. */
final class KafkaPrincipal {

    private static final Pattern USER = Pattern.compile("\\b(?:username|principal|clientId)\\s*=\\s*\"([^\"]*)\"");

    private KafkaPrincipal() {}

    static String of(Properties properties) {
        String protocol = properties
                .getProperty(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT")
                .toUpperCase(Locale.ROOT);
        if (protocol.startsWith("SASL")) {
            Matcher user = USER.matcher(properties.getProperty(SaslConfigs.SASL_JAAS_CONFIG, ""));
            return user.find() ? "User:" + user.group(1) : "the login of the Kafka properties";
        }
        String certificate = protocol.equals("SSL") ? certificate(properties) : null;
        return certificate == null ? "User:ANONYMOUS" : "User:" + certificate;
    }

    private static @Nullable String certificate(Properties properties) {
        String file = properties.getProperty(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
        if (file == null) {
            return null;
        }
        String password = properties.getProperty(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG);
        try {
            KeyStore keys = KeyStore.getInstance(new File(file), password == null ? null : password.toCharArray());
            for (String alias : Collections.list(keys.aliases())) {
                if (keys.isKeyEntry(alias) && keys.getCertificate(alias) instanceof X509Certificate certificate) {
                    return certificate.getSubjectX500Principal().getName();
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            return "(certificate in " + file + ")"; // PEM, or a type that the JDK does not detect
        }
        return null;
    }
}
