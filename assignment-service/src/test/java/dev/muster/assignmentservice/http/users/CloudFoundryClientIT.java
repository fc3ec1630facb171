package dev.muster.assignmentservice.http.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.organization.OrganizationKeys;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.MembershipRole;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.cloudfoundry.client.CloudFoundryClient;
import org.cloudfoundry.client.v2.ClientV2Exception;
import org.cloudfoundry.client.v2.info.GetInfoRequest;
import org.cloudfoundry.client.v2.organizations.DeleteOrganizationRequest;
import org.cloudfoundry.client.v2.organizations.GetOrganizationRequest;
import org.cloudfoundry.client.v2.organizations.ListOrganizationsRequest;
import org.cloudfoundry.client.v2.users.AssociateUserOrganizationRequest;
import org.cloudfoundry.client.v2.users.CreateUserRequest;
import org.cloudfoundry.client.v2.users.DeleteUserRequest;
import org.cloudfoundry.client.v2.users.GetUserRequest;
import org.cloudfoundry.client.v2.users.ListUserOrganizationsRequest;
import org.cloudfoundry.client.v2.users.ListUsersRequest;
import org.cloudfoundry.client.v2.users.RemoveUserOrganizationRequest;
import org.cloudfoundry.client.v2.users.SummaryUserRequest;
import org.cloudfoundry.client.v2.users.UpdateUserRequest;
import org.cloudfoundry.client.v2.users.UserOrganizationResource;
import org.cloudfoundry.reactor.DefaultConnectionContext;
import org.cloudfoundry.reactor.client.ReactorCloudFoundryClient;
import org.cloudfoundry.util.PaginationUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The product's own client, cf-java-client, with nothing changed but the address and the token. */
class CloudFoundryClientIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Pipeline pipeline = Pipeline.shared();
    private final String token = TestTokens.shared().platformAdministrator();
    private final DefaultConnectionContext connection = DefaultConnectionContext.builder()
            .apiHost(pipeline.http("/").getHost())
            .port(pipeline.http("/").getPort())
            .secure(false)
            .build();
    private final CloudFoundryClient client = ReactorCloudFoundryClient.builder()
            .connectionContext(connection)
            .tokenProvider(context -> Mono.just("bearer " + token))
            .build();
    private final String user = Pipeline.unique("uaa-id");

    @AfterEach
    void close() {
        connection.dispose();
    }

    @Test
    void aUserIsCreatedAndRead() {
        String created = get(client.users()
                        .create(CreateUserRequest.builder().uaaId(user).build()))
                .getMetadata()
                .getId();

        assertThat(created).isEqualTo(user);
        assertThat(get(client.users().get(GetUserRequest.builder().userId(user).build()))
                        .getEntity()
                        .getOrganizationsUrl())
                .isEqualTo("/v2/users/" + user + "/organizations");
    }

    @Test
    void anOrganizationIsAssociatedListedAndRemoved() {
        Directory.user(user, null);
        String organization = pipeline.owner(false);
        String guid = OrganizationKeys.uuidOf(organization).toString();

        assertThat(get(client.users()
                                .associateOrganization(AssociateUserOrganizationRequest.builder()
                                        .userId(user)
                                        .organizationId(guid)
                                        .build()))
                        .getMetadata()
                        .getId())
                .isEqualTo(user);
        assertThat(organizations()).containsExactly(guid);
        client.users()
                .removeOrganization(RemoveUserOrganizationRequest.builder()
                        .userId(user)
                        .organizationId(guid)
                        .build())
                .block(TIMEOUT);
        assertThat(organizations()).isEmpty();
    }

    @Test
    void errorsAreTheClientsOwn() {
        assertThat(errorOf(client.users()
                        .get(GetUserRequest.builder()
                                .userId(Pipeline.unique("no"))
                                .build())))
                .isEqualTo("404 20003 CF-UserNotFound");
    }

    @Test
    void theInformationIsRead() {
        assertThat(get(client.info().get(GetInfoRequest.builder().build())).getApiVersion())
                .isEqualTo(CloudFoundryClient.SUPPORTED_API_VERSION);
    }

    @Test
    void organizationsAreFoundByNameAndRead() {
        String one = pipeline.owner(false);
        String two = pipeline.owner(false);
        List<String> guids = List.of(
                OrganizationKeys.uuidOf(one).toString(),
                OrganizationKeys.uuidOf(two).toString());

        assertThat(get(PaginationUtils.requestClientV2Resources(page -> client.organizations()
                                .list(ListOrganizationsRequest.builder()
                                        .name("THE " + one)
                                        .name("The " + two)
                                        .resultsPerPage(1)
                                        .page(page)
                                        .build()))
                        .map(organization -> organization.getMetadata().getId())
                        .collectList()))
                .isEqualTo(guids);
        assertThat(get(client.organizations()
                                .get(GetOrganizationRequest.builder()
                                        .organizationId(guids.get(0))
                                        .build()))
                        .getEntity()
                        .getName())
                .isEqualTo("The " + one);
        assertThat(errorOf(client.organizations()
                        .get(GetOrganizationRequest.builder()
                                .organizationId("no")
                                .build())))
                .isEqualTo("404 30003 CF-OrganizationNotFound");
    }

    @Test
    void aUserIsChangedSummarizedAndDeleted() {
        String organization = pipeline.owner(false);
        get(client.users()
                .create(CreateUserRequest.builder()
                        .uaaId(user)
                        .defaultSpaceId("first")
                        .build()));
        Directory.join(user, organization, MembershipRole.USER, MembershipRole.MANAGER);

        assertThat(get(client.users()
                                .update(UpdateUserRequest.builder()
                                        .userId(user)
                                        .defaultSpaceId("second")
                                        .build()))
                        .getEntity()
                        .getDefaultSpaceId())
                .isEqualTo("second");
        UserOrganizationResource managed = get(client.users()
                        .summary(SummaryUserRequest.builder().userId(user).build()))
                .getEntity()
                .getManagedOrganizations()
                .get(0);
        assertThat(managed.getEntity().getManagers().get(0).getMetadata().getId())
                .isEqualTo(user);
        assertThat(get(PaginationUtils.requestClientV2Resources(page -> client.users()
                                .list(ListUsersRequest.builder()
                                        .managedOrganizationId(OrganizationKeys.uuidOf(organization)
                                                .toString())
                                        .page(page)
                                        .build()))
                        .map(one -> one.getMetadata().getId())
                        .collectList()))
                .containsExactly(user);
        client.users()
                .delete(DeleteUserRequest.builder().userId(user).async(true).build())
                .block(TIMEOUT);
        assertThat(errorOf(
                        client.users().get(GetUserRequest.builder().userId(user).build())))
                .isEqualTo("404 20003 CF-UserNotFound");
    }

    @Test
    void anOrganizationIsDeleted() {
        String guid = OrganizationKeys.uuidOf(pipeline.owner(false)).toString();

        client.organizations()
                .delete(DeleteOrganizationRequest.builder()
                        .organizationId(guid)
                        .recursive(true)
                        .async(true)
                        .build())
                .block(TIMEOUT);

        assertThat(errorOf(client.organizations()
                        .get(GetOrganizationRequest.builder()
                                .organizationId(guid)
                                .build())))
                .isEqualTo("404 30003 CF-OrganizationNotFound");
    }

    /** The ids of all pages, as the client's own pagination reads them. */
    private List<String> organizations() {
        return get(PaginationUtils.requestClientV2Resources(page -> client.users()
                        .listOrganizations(ListUserOrganizationsRequest.builder()
                                .userId(user)
                                .page(page)
                                .build()))
                .map(one -> one.getMetadata().getId())
                .collectList());
    }

    private static String errorOf(Mono<?> call) {
        try {
            return "answered with " + call.block(TIMEOUT);
        } catch (ClientV2Exception e) {
            return e.getStatusCode() + " " + e.getCode() + " " + e.getErrorCode();
        }
    }

    private static <T> T get(Mono<T> call) {
        return Objects.requireNonNull(call.block(TIMEOUT), "an answer");
    }
}
