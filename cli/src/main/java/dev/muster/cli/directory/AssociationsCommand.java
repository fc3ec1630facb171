package dev.muster.cli.directory;

import dev.muster.cli.directory.DirectoryOptions.Reply;
import dev.muster.cli.failure.CliException;
import dev.muster.directory.Associate;
import dev.muster.directory.Association;
import dev.muster.directory.AssociationCommand;
import dev.muster.directory.AssociationEvent;
import dev.muster.directory.AssociationKind;
import dev.muster.directory.Dissociate;
import dev.muster.directory.ReplaceAssociations;
import dev.muster.schemas.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster association}. */
@Command(
        name = "association",
        description = "Manages the applications of an organization that it does not have to own.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AssociationsCommand.Add.class,
            AssociationsCommand.Remove.class,
            AssociationsCommand.Replace.class
        })
public final class AssociationsCommand {

    private static final Reply<AssociationEvent> REPLY = new Reply<>(
            Topics.DIRECTORY_ASSOCIATIONS,
            AssociationEvent.class,
            AssociationEvent::getCause,
            AssociationsCommand::line);

    /** {@code muster association add}. */
    @Command(
            name = "add",
            description = "Associates an application with an organization in exactly this way.",
            mixinStandardHelpOptions = true)
    static final class Add implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "ORGANIZATION", description = "The organization id.")
        private String organization = "";

        @Parameters(index = "1", paramLabel = "APPLICATION", description = "The application id, {system}_{module}.")
        private String application = "";

        @Option(
                names = "--kind",
                defaultValue = "MEMBER",
                description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private AssociationKind kind = AssociationKind.MEMBER;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                split = ",",
                description = "What the application may do there, comma-separated. Default: none.")
        private List<String> roles = List.of();

        @Mixin
        private DirectoryOptions options = new DirectoryOptions();

        @Override
        public Integer call() {
            return publish(options, organization, new Associate(application, kind, roles));
        }
    }

    /** {@code muster association remove}. */
    @Command(
            name = "remove",
            description = "Ends the association of an application with an organization.",
            mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "ORGANIZATION", description = "The organization id.")
        private String organization = "";

        @Parameters(index = "1", paramLabel = "APPLICATION", description = "The application id, {system}_{module}.")
        private String application = "";

        @Mixin
        private DirectoryOptions options = new DirectoryOptions();

        @Override
        public Integer call() {
            return publish(options, organization, new Dissociate(application));
        }
    }

    /** {@code muster association replace}. */
    @Command(
            name = "replace",
            description = {
                "Makes the applications of an organization exactly these; prints what changed.",
                "Those that it has already keep their kind and roles; an owner keeps what it owns."
            },
            mixinStandardHelpOptions = true)
    static final class Replace implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "ORGANIZATION", description = "The organization id.")
        private String organization = "";

        @Parameters(
                index = "1..*",
                arity = "0..*",
                paramLabel = "APPLICATION",
                description = "The application ids, {system}_{module}, at most 1000.")
        private List<String> applications = List.of();

        @Option(names = "--none", description = "End all associations; without it, an application must be named.")
        private boolean none;

        @Mixin
        private DirectoryOptions options = new DirectoryOptions();

        @Override
        public Integer call() {
            if (applications.isEmpty() != none) {
                throw CliException.usage("name the applications that shall remain, or --none");
            }
            ReplaceAssociations action = new ReplaceAssociations(applications);
            return options.publishAll(
                    organization, AssociationCommand.class, head -> command(head, organization, action), REPLY);
        }
    }

    /** Commands for an unknown organization are rejected at once, so none waits. */
    private static int publish(DirectoryOptions options, String organization, Object action) {
        return options.publish(
                organization, AssociationCommand.class, head -> command(head, organization, action), REPLY, null);
    }

    private static AssociationCommand command(DirectoryOptions.Head head, String organization, Object action) {
        return AssociationCommand.newBuilder()
                .setCommandId(head.commandId())
                .setIssuedAt(head.issuedAt())
                .setIssuedBy(head.issuedBy())
                .setOrganizationId(organization)
                .setAction(action)
                .build();
    }

    private static String line(AssociationEvent event) {
        Association after = event.getAfter();
        return event.getChange() + ": " + event.getAssociationId()
                + (after == null
                        ? ""
                        : " (" + after.getKind()
                                + (after.getRoles().isEmpty() ? "" : ", " + String.join(", ", after.getRoles())) + ")")
                + ", revision " + event.getRevision();
    }
}
