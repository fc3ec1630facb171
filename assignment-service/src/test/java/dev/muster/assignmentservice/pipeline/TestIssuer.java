package dev.muster.assignmentservice.pipeline;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An issuer of signed tokens with an RSA and an EC key; serves its public keys on loopback. */
public final class TestIssuer {

    public static final String AUDIENCE = "muster";

    private static final int RSA_BITS = 2_048;

    private final HttpServer server;
    private final List<JWK> published = new CopyOnWriteArrayList<>();
    private final RSAKey rsa = rsaKey("rsa-1");
    private final ECKey ec = ecKey("ec-1");
    private volatile boolean down;

    public TestIssuer() {
        published.add(rsa);
        published.add(ec);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/jwks", exchange -> {
            byte[] body = new JWKSet(published).toString(true).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(down ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** The issuer of the shared service. */
    public static TestIssuer shared() {
        return Shared.INSTANCE;
    }

    /** Settings of a service that accepts its tokens. */
    public List<String> settings() {
        return List.of(
                "MUSTER_JWT_ISSUER=" + issuer(), "MUSTER_JWT_JWKS_URI=" + jwks(), "MUSTER_JWT_AUDIENCE=" + AUDIENCE);
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public String jwks() {
        return issuer() + "/jwks";
    }

    /** Sets whether the keys are available. */
    public void setDown(boolean isDown) {
        down = isDown;
    }

    public RSAKey rsa() {
        return rsa;
    }

    public ECKey ec() {
        return ec;
    }

    /** Adds a key. */
    public void publish(JWK key) {
        published.add(key);
    }

    public static RSAKey rsaKey(String keyId) {
        try {
            return new RSAKeyGenerator(RSA_BITS).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ecKey(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Valid claims that expire in an hour. */
    public JWTClaimsSet.Builder claims(String scope) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(AUDIENCE)
                .subject("alice@example.org")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3_600)))
                .claim("scope", scope);
    }

    /** Signed with the RSA key. */
    public String token(JWTClaimsSet.Builder claims) {
        return sign(JWSAlgorithm.RS256, rsa, claims);
    }

    public static String sign(JWSAlgorithm algorithm, JWK key, JWTClaimsSet.Builder claims) {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        try {
            JWSSigner signer = key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
            return sign(header, signer, claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet.Builder claims) {
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static final class Shared {
        static final TestIssuer INSTANCE = new TestIssuer();
    }
}
