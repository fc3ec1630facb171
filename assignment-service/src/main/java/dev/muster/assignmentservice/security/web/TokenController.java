package dev.muster.assignmentservice.security.web;

import dev.muster.assignmentservice.security.ApiToken;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.TokenIssuer;
import dev.muster.assignmentservice.security.TokenRefusedException;
import dev.muster.assignmentservice.security.TokenRevoker;
import dev.muster.assignmentservice.security.web.TokenBody.TokenPageBody;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.assignmentservice.web.Envelope;
import dev.muster.assignmentservice.web.QueryParameters;
import dev.muster.http.SecurityLog;
import dev.muster.http.SecurityLog.Event;
import dev.muster.messaging.database.AfterCommit;
import dev.muster.text.UuidParser;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Opaque API tokens over HTTP. */
@RestController
class TokenController {

    private static final int MAX_PAGE_SIZE = 100;
    private static final int MAX_PAGE = 1_000_000;

    private final TokenIssuer issuer;
    private final TokenRevoker revoker;
    private final SecurityLog log;
    private final Clock clock;

    TokenController(TokenIssuer issuer, TokenRevoker revoker, SecurityLog log, Clock clock) {
        this.log = log;
        this.issuer = issuer;
        this.revoker = revoker;
        this.clock = clock;
    }

    @PostMapping({"/api/tokens", "/api/tokens/"})
    @RequiresPermission(Permission.MANAGE_TOKENS)
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    Envelope<TokenBody> create(@RequestBody TokenRequest body, Caller caller, HttpServletRequest request) {
        try {
            TokenIssuer.IssuedToken issued = issuer.issue(caller, body.toSpecification(clock.instant()));
            logAfterCommit(Event.TOKEN_CREATED, caller, request, issued.token().tokenId());
            TokenBody created = TokenBody.of(issued);
            return new Envelope<>(201, "token created: it is shown this once", created);
        } catch (TokenRefusedException e) {
            throw errorOf(e);
        }
    }

    @GetMapping({"/api/tokens", "/api/tokens/"})
    @RequiresPermission(Permission.MANAGE_TOKENS)
    Envelope<TokenPageBody> list(HttpServletRequest request, Caller caller) {
        QueryParameters query = new QueryParameters(request);
        int page = query.number("page", 1, MAX_PAGE);
        int pageSize = query.number("page_size", 20, MAX_PAGE_SIZE);
        query.requireValid();
        TokenPageBody found = TokenPageBody.of(revoker.page(caller, (page - 1L) * pageSize, pageSize), page, pageSize);
        return new Envelope<>(200, "tokens retrieved", found);
    }

    @DeleteMapping({"/api/tokens/{id}", "/api/tokens/{id}/"})
    @RequiresPermission(Permission.MANAGE_TOKENS)
    @Transactional
    Envelope<TokenBody> revoke(@PathVariable("id") String id, Caller caller, HttpServletRequest request) {
        UUID tokenId = UuidParser.parse(id);
        ApiToken revoked;
        try {
            revoked = tokenId == null ? null : revoker.revoke(caller, tokenId);
        } catch (TokenRefusedException e) {
            throw errorOf(e);
        }
        if (revoked == null) {
            throw ApiException.notFound("token");
        }
        logAfterCommit(Event.TOKEN_REVOKED, caller, request, revoked.tokenId());
        return new Envelope<>(200, "token revoked", TokenBody.of(revoked));
    }

    private void logAfterCommit(Event event, Caller caller, HttpServletRequest request, UUID tokenId) {
        String address = request.getRemoteAddr();
        AfterCommit.run(() -> log.record(event, "by_request", caller.subject(), address, tokenId.toString()));
    }

    private static ApiException errorOf(TokenRefusedException exception) {
        return switch (exception.reason()) {
            case ORGANIZATION_REQUIRED ->
                ApiException.invalid("organization_id", "required: the caller has no organization of its own", null);
            case ORGANIZATION_NOT_FOUND -> ApiException.notFound("organization");
            case SCOPES_EXCEED_OWN ->
                ApiException.of(
                        Kind.ACCESS_DENIED,
                        "scopes_exceed_own",
                        "a token cannot be allowed, or revoke, what its maker is not allowed");
            case ADMINISTRATORS_ONLY ->
                ApiException.of(
                        Kind.ACCESS_DENIED,
                        "administrators_only",
                        "only platform administrators make platform administrators' tokens");
            case EXPIRY_OUT_OF_BOUNDS ->
                ApiException.invalid(
                        "expires_at", "later than now, at most " + TokenIssuer.MAX_LIFETIME.toDays() + " days", null);
        };
    }
}
