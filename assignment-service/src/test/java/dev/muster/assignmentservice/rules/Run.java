package dev.muster.assignmentservice.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.organization.ChangeOrganization;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationProfile;
import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.organization.ProfileChange;
import dev.muster.assignmentservice.organization.RegisterOrganization;
import dev.muster.assignmentservice.ownership.ApplicationChanged;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs a scenario through the handlers and the database, poll by poll. */
final class Run {

    private static final OrganizationType[] TYPES = {
        OrganizationType.OWNER,
        OrganizationType.DISTRIBUTOR,
        OrganizationType.RESELLER,
        OrganizationType.CUSTOMER,
        OrganizationType.CUSTOMER
    };
    private static final @Nullable Integer[] PARENTS = {null, 0, 1, 2, 1};

    private final RulesOnPostgres rules;
    private final Names names;
    private final Map<Integer, OwnershipCommand> sent = new HashMap<>();
    private List<OwnershipCommand> poll = new ArrayList<>();
    private List<OwnershipCommand> lastPoll = new ArrayList<>();

    Run(RulesOnPostgres rules, Names names) {
        this.rules = rules;
        this.names = names;
        registerOrganizations(rules, names);
    }

    static void registerOrganizations(RulesOnPostgres rules, Names names) {
        for (int i = 0; i < Scenarios.ORGANIZATIONS; i++) {
            Integer parent = PARENTS[i];
            directory(
                    rules,
                    names,
                    UUID.nameUUIDFromBytes((names.organization(i) + "/registered").getBytes(UTF_8)),
                    new RegisterOrganization(new Organization(
                            names.organization(i),
                            names.organization(i),
                            TYPES[i],
                            parent == null ? null : names.organization(parent),
                            false,
                            true,
                            OrganizationProfile.named("name"))));
        }
    }

    void run(List<Step> steps) {
        for (int position = 0; position < steps.size(); position++) {
            Step step = steps.get(position);
            if (step instanceof Step.Command command) {
                OwnershipCommand one = names.command(command);
                sent.put(command.number(), one);
                poll.add(one);
            } else if (step instanceof Step.Repeat repeat) {
                OwnershipCommand repeated = sent.get(repeat.number());
                if (repeated != null) {
                    poll.add(repeated);
                }
            } else {
                endPoll(step instanceof Step.EndOfPoll end && end.aborted());
                run(step, names.directoryCommandId(position));
            }
        }
        endPoll(false);
    }

    private void endPoll(boolean aborted) {
        if (poll.isEmpty()) {
            return;
        }
        if (aborted) {
            rules.transactions.executeWithoutResult(status -> {
                rules.commandHandler.decide(poll);
                status.setRollbackOnly();
            });
        }
        rules.transactions.executeWithoutResult(status -> rules.commandHandler.decide(poll));
        lastPoll = poll;
        poll = new ArrayList<>();
    }

    private void run(Step step, UUID directoryCommand) {
        if (step instanceof Step.Redelivery redelivery) {
            poll.addAll(lastPoll.subList(Math.max(0, lastPoll.size() - redelivery.commands()), lastPoll.size()));
            endPoll(false);
        } else if (step instanceof Step.Appear appear) {
            rules.inventory.appear(names.application(appear.application()));
        } else if (step instanceof Step.Remove remove) {
            rules.inventory.remove(names.application(remove.application()));
        } else if (step instanceof Step.Delete delete) {
            rules.inventory.deleteRemoved(names.application(delete.application()));
            handleEvent(delete.application());
        } else if (step instanceof Step.HandleEvent event) {
            handleEvent(event.application());
        } else if (step instanceof Step.SetRebranding rebranding) {
            change(directoryCommand, rebranding.organization(), null, rebranding.enabled(), null);
        } else if (step instanceof Step.SetActive activation) {
            change(directoryCommand, activation.organization(), null, null, activation.active());
        } else if (step instanceof Step.Move move) {
            change(directoryCommand, move.organization(), names.organization(move.parent()), null, null);
        } else if (step instanceof Step.Propagate) {
            rules.runUntilDone(rules.propagator::step);
        } else if (step instanceof Step.Sweep) {
            rules.runUntilDone(rules.sweeper::expire);
            rules.runUntilDone(rules.sweeper::decidePresent);
        } else if (step instanceof Step.AdvanceClock seconds) {
            rules.clock.advance(Duration.ofSeconds(seconds.seconds()));
        }
    }

    private void handleEvent(int application) {
        rules.transactions.executeWithoutResult(status -> rules.commandHandler.handleChanges(
                List.of(ApplicationChanged.returned(names.application(application)))));
        rules.transactions.executeWithoutResult(
                status -> rules.projection.update(List.of(names.application(application))));
    }

    private void change(
            UUID id,
            int organization,
            @Nullable String parent,
            @Nullable Boolean rebranding,
            @Nullable Boolean active) {
        directory(
                rules,
                names,
                id,
                new ChangeOrganization(
                        names.organization(organization), null, parent, rebranding, active, ProfileChange.NONE));
    }

    private static void directory(RulesOnPostgres rules, Names names, UUID id, DirectoryAction action) {
        rules.transactions.executeWithoutResult(status -> rules.directoryHandler.apply(
                List.of(new DirectoryCommand(id, names.start(), Names.DIRECTORY_ISSUER, action, null))));
    }
}
