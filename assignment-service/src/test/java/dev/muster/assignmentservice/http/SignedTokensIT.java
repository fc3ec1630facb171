package dev.muster.assignmentservice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.pipeline.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTokensIT {

    private static final String SCOPE = "openid manage:tokens";

    private final Api api = Api.shared();
    private final TestIssuer issuer = TestIssuer.shared();

    @Test
    void allowedAlgorithmsAreAccepted() {
        assertThat(status(issuer.token(claims()))).isEqualTo(200);
        assertThat(status(TestIssuer.sign(JWSAlgorithm.ES256, issuer.ec(), claims())))
                .isEqualTo(200);
    }

    @Test
    void otherAlgorithmIsRejectedDespiteAValidSignature() {
        assertRejected(TestIssuer.sign(JWSAlgorithm.RS512, issuer.rsa(), claims()));
        assertRejected(TestIssuer.sign(JWSAlgorithm.PS256, issuer.rsa(), claims()));
    }

    @Test
    void unsignedTokenIsRejected() {
        assertRejected(new PlainJWT(claims().build()).serialize());
        assertRejected(withoutSignature(issuer.token(claims())));
    }

    /** Key confusion: the public key, which everybody has, taken as the secret of an HMAC. */
    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void publicKeyAsSharedSecretIsRejected(String algorithm) throws JOSEException {
        byte[] der = issuer.rsa().toRSAPublicKey().getEncoded();
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.UTF_8);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                .type(JOSEObjectType.JWT)
                .keyID(issuer.rsa().getKeyID())
                .build();

        for (byte[] secret : List.of(der, pem)) {
            assertRejected(TestIssuer.sign(header, new MACSigner(secret), claims()));
        }
    }

    @Test
    void otherKeyWithAKnownKeyIdIsRejected() {
        assertRejected(TestIssuer.sign(JWSAlgorithm.RS256, TestIssuer.rsaKey("rsa-1"), claims()));
        assertRejected(TestIssuer.sign(JWSAlgorithm.RS256, TestIssuer.rsaKey("unheard-of"), claims()));
    }

    @Test
    void keyInTheTokenIsNotTrusted() throws JOSEException {
        RSAKey own = TestIssuer.rsaKey("rsa-1");
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa-1")
                .jwk(own.toPublicJWK())
                .build();

        assertRejected(TestIssuer.sign(header, new RSASSASigner(own), claims()));
    }

    @Test
    void otherAudienceOrIssuerIsRejected() {
        assertRejected(issuer.token(claims().audience("other")));
        assertRejected(issuer.token(claims().audience((String) null)));
        assertRejected(issuer.token(claims().issuer("https://other.example.org")));
        assertRejected(issuer.token(claims().issuer(issuer.issuer() + "/")));
        assertRejected(issuer.token(claims().issuer(null)));
        assertThat(status(issuer.token(claims().audience(List.of("other", TestIssuer.AUDIENCE)))))
                .isEqualTo(200);
    }

    @Test
    void tokenIsValidBetweenItsTimesAndRequiresAnExpiry() {
        assertRejected(issuer.token(claims().issueTime(in(-600)).expirationTime(in(-31))));
        assertRejected(issuer.token(claims().notBeforeTime(in(60))));
        assertRejected(issuer.token(claims().expirationTime(null)));
        assertThat(status(issuer.token(claims().issueTime(in(-600)).expirationTime(in(-5)))))
                .isEqualTo(200);
        assertThat(status(issuer.token(claims().notBeforeTime(in(5))))).isEqualTo(200);
    }

    @Test
    void otherTokenTypeIsRejected() throws JOSEException {
        JWSHeader.Builder header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(issuer.rsa().getKeyID());
        RSASSASigner signer = new RSASSASigner(issuer.rsa());

        assertRejected(
                TestIssuer.sign(header.type(new JOSEObjectType("logout+jwt")).build(), signer, claims()));
        assertThat(status(TestIssuer.sign(
                        header.type(new JOSEObjectType("at+jwt")).build(), signer, claims())))
                .isEqualTo(200);
        assertThat(status(TestIssuer.sign(header.type(null).build(), signer, claims())))
                .isEqualTo(200);
    }

    @Test
    void subjectIsRequiredAndOneLine() {
        assertRejected(issuer.token(claims().subject(null)));
        assertRejected(issuer.token(claims().subject(" ")));
        assertRejected(issuer.token(claims().subject("a\nb")));
        assertRejected(issuer.token(claims().subject("a\u0000b")));
        assertRejected(issuer.token(claims().subject("a".repeat(257))));
        assertThat(status(issuer.token(claims().subject("a".repeat(256))))).isEqualTo(200);
    }

    @Test
    void subjectThatIsNotUtf8IsRejected() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(issuer.rsa().getKeyID())
                .build();
        for (String umlaut : List.of("\u00fc", "\ufffd")) {
            byte[] claims =
                    claims().subject("m" + umlaut + "ller").build().toString().getBytes(StandardCharsets.UTF_8);
            byte[] latin1 = new String(claims, StandardCharsets.UTF_8)
                    .replace('\ufffd', '\u00fc')
                    .getBytes(StandardCharsets.ISO_8859_1);
            for (byte[] payload : List.of(claims, latin1)) {
                JWSObject token = new JWSObject(header, new Payload(payload));
                token.sign(new RSASSASigner(issuer.rsa()));
                assertThat(status(token.serialize())).isEqualTo(payload == claims ? 200 : 401);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "..",
                "a.b.c",
                "e30.e30.e30",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.AAAA",
                "mst_",
                "mst_short",
                "-._~+/=="
            })
    void malformedTokenIsRejected(String garbage) {
        assertRejected(garbage);
    }

    @Test
    void tokenOfMoreThan8KibIsRejected() {
        String large = issuer.token(claims().claim("filler", "x".repeat(8_192)));

        assertThat(large.length()).isGreaterThan(8_192);
        assertThat(status(large)).isIn(400, 401, 431);
        assertThat(status(issuer.token(claims().claim("filler", "x".repeat(4_000)))))
                .isEqualTo(200);
    }

    @Test
    void scopesMayBeTextsOrLists() {
        assertThat(status(issuer.token(claims().claim("scope", List.of("a", "manage:tokens")))))
                .isEqualTo(200);
        assertThat(status(issuer.token(unscoped().claim("scp", List.of("manage:tokens")))))
                .isEqualTo(200);
        assertThat(status(issuer.token(unscoped().claim("permissions", List.of("manage:tokens")))))
                .isEqualTo(200);
        assertThat(status(issuer.token(unscoped().claim("roles", List.of("manage:tokens")))))
                .isEqualTo(403);
        assertThat(status(issuer.token(unscoped()))).isEqualTo(403);
        assertThat(status(issuer.token(unscoped().claim("scope", "manage:token manage:tokensx MANAGE:TOKENS"))))
                .isEqualTo(403);
    }

    @Test
    void platformAdministratorHasAllPermissions() {
        assertThat(status(issuer.token(unscoped().claim("scope", "platform:admin"))))
                .isEqualTo(200);
    }

    @Test
    void organizationClaimMayBeAnyKey() {
        Pipeline pipeline = Pipeline.shared();
        String organization = pipeline.owner(false);
        new TestTokens(pipeline).of(organization);

        for (String key : List.of(organization, "~label:" + organization)) {
            Answer answer = get(issuer.token(claims().claim("organization_id", key)));
            assertThat(answer.json().at("/data/pagination/total_count").asInt()).isEqualTo(1);
        }
        assertThat(get(issuer.token(claims().claim("organization_id", "nowhere")))
                        .json()
                        .at("/data/pagination/total_count")
                        .asInt())
                .isZero();
        assertRejected(issuer.token(claims().claim("organization_id", 7)));
    }

    @Test
    void unknownKeyDuringAnIssuerOutageIsUnavailable() {
        RSAKey next = TestIssuer.rsaKey("rsa-next");
        String token = TestIssuer.sign(JWSAlgorithm.RS256, next, claims());
        String known = issuer.token(claims());
        assertThat(status(known)).isEqualTo(200);
        issuer.setDown(true);
        try {
            await().until(() -> status(token) == 503);
            Answer answer = get(token);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.body()).doesNotContain(token);
            assertThat(status(known)).isEqualTo(200);
        } finally {
            issuer.setDown(false);
        }

        issuer.publish(next);
        await().until(() -> status(token) == 200);
    }

    private JWTClaimsSet.Builder claims() {
        return issuer.claims(SCOPE);
    }

    private JWTClaimsSet.Builder unscoped() {
        return claims().claim("scope", null);
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String withoutSignature(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    private int status(String token) {
        return get(token).status();
    }

    private Answer get(String token) {
        return api.get("/api/tokens").bearer(token).send();
    }

    private void assertRejected(String token) {
        Answer answer = get(token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"code\":401,\"message\":\"invalid token\",\"data\":{}}");
    }
}
