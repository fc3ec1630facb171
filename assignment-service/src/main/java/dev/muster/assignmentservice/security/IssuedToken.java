package dev.muster.assignmentservice.security;

/** A new token with its text, which is told now and never again. */
public record IssuedToken(ApiToken token, String text) {

    /** Without the text: records end up in logs. */
    @Override
    public String toString() {
        return "IssuedToken[token=" + token + "]";
    }
}
