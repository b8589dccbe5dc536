package dev.ticketstream.command.graphql;

import static dev.ticketstream.command.ticket.CommandRejectedException.forbidden;
import static java.util.Objects.requireNonNull;

import dev.ticketstream.command.directory.Directory;
import dev.ticketstream.command.directory.KnownUser;
import dev.ticketstream.command.directory.MemberPage;
import dev.ticketstream.command.ticket.TextRules;
import dev.ticketstream.events.UserRef;
import dev.ticketstream.events.access.Role;
import dev.ticketstream.events.access.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The queries on users and teams. Who works here and who are the customers is for staff only. */
@Controller
class DirectoryController {

  private static final String CURSOR_KIND = "users";
  private static final String LOADER = "members";
  private static final int TEXT_LENGTH_MAX = 200;

  private final Directory directory;
  private final GraphQlLimits limits;

  DirectoryController(Directory directory, GraphQlLimits limits, BatchLoaderRegistry loaders) {
    loaders
        .<MemberPage, List<KnownUser>>forName(LOADER)
        .registerMappedBatchLoader((pages, _) -> Mono.fromCallable(() -> directory.members(pages)));
    this.directory = directory;
    this.limits = limits;
  }

  @QueryMapping
  Me me(@AuthenticationPrincipal Viewer viewer) {
    UserRef user = viewer.user();
    return new Me(
        user.id(),
        user.firstName(),
        user.lastName(),
        user.avatar(),
        viewer.roles().stream().sorted().toList(),
        viewer.teams().stream().sorted().toList());
  }

  @QueryMapping
  Connection<UserRef> users(
      @Argument @Nullable String search,
      @Argument @Nullable String team,
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      @AuthenticationPrincipal Viewer viewer) {
    requireStaff(viewer);
    String wanted =
        search == null || search.isBlank()
            ? null
            : TextRules.line(search, TEXT_LENGTH_MAX, "search");
    return page(
        wanted, team == null ? null : TextRules.line(team, TEXT_LENGTH_MAX, "team"), first, after);
  }

  @QueryMapping
  List<Team> teams(@AuthenticationPrincipal Viewer viewer) {
    requireStaff(viewer);
    return directory.teams(limits.teamsMax()).stream().map(Team::new).toList();
  }

  /** The pages of all teams of an answer are read together. */
  @SchemaMapping(typeName = "Team")
  CompletableFuture<Connection<UserRef>> members(
      Team team,
      @Argument @Nullable Integer first,
      @Argument @Nullable String after,
      DataFetchingEnvironment call) {
    int size = Connection.size(first, limits.pageSizeMax());
    DataLoader<MemberPage, List<KnownUser>> pages = requireNonNull(call.getDataLoader(LOADER));
    return pages
        .load(new MemberPage(team.id(), key(after), size + 1))
        .thenApply(found -> connection(found, size, after));
  }

  private Connection<UserRef> page(
      @Nullable String search,
      @Nullable String team,
      @Nullable Integer first,
      @Nullable String after) {
    int size = Connection.size(first, limits.pageSizeMax());
    List<KnownUser> found = directory.users(search, team, key(after), size + 1);
    return connection(found, size, after);
  }

  private static Connection<UserRef> connection(
      List<KnownUser> found, int size, @Nullable String after) {
    return Connection.of(
        found,
        size,
        after,
        KnownUser::user,
        user -> Cursor.encode(CURSOR_KIND, user.key().sortName(), user.key().id()));
  }

  private static KnownUser.@Nullable Key key(@Nullable String after) {
    if (after == null) {
      return null;
    }
    List<String> parts = Cursor.decode(after, CURSOR_KIND, 2);
    return new KnownUser.Key(parts.getFirst(), parts.getLast());
  }

  private static void requireStaff(Viewer viewer) {
    if (!viewer.isStaff()) {
      throw forbidden("Only staff may list users and teams.");
    }
  }

  /** {@code Viewer}. */
  public record Me(
      String id,
      String firstName,
      String lastName,
      @Nullable String avatar,
      List<Role> roles,
      List<String> teams) {}

  /** {@code Team}; its members are looked up when they are selected. */
  public record Team(String id) {}
}
