using Kuajie.Client.Calls;

namespace Kuajie.Client.Users;

/// <summary>What a domain says of its users.</summary>
public sealed class UsersClient
{
    private readonly KuajieCalls calls;

    internal UsersClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>Adds user records or replaces those of the same id, all or none.</summary>
    public Task<UsersResponse> PutAsync(string domain, IReadOnlyList<UserRequest> users, CancellationToken cancellation = default) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "users"),
            new UsersRequest(users),
            UsersJson.Default.UsersRequest,
            UsersJson.Default.UsersResponse,
            cancellation
        );

    /// <summary>What is known of a user.</summary>
    public Task<UserResponse> GetAsync(string domain, string user, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "users", user), UsersJson.Default.UserResponse, cancellation);

    /// <summary>The users who did something last.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="idStart">What ids begin with; all where left out.</param>
    /// <param name="isLinked">Whether only users are wanted who are known in another domain too (true), or in none (false); all where left out.</param>
    /// <param name="limit">1 to 100; 20 where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<LatestUsersResponse> LatestAsync(
        string domain,
        string? idStart = null,
        bool? isLinked = null,
        int? limit = null,
        CancellationToken cancellation = default
    ) =>
        calls.GetAsync(
            Paths.With(Paths.Of("domains", domain, "users"), ("idStart", idStart), ("linked", isLinked), ("limit", limit)),
            UsersJson.Default.LatestUsersResponse,
            cancellation
        );

    /// <summary>What a user did, the latest first.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="user">The user.</param>
    /// <param name="limit">1 to 1,000; 100 where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<HistoryResponse> HistoryAsync(string domain, string user, int? limit = null, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.With(Paths.Of("domains", domain, "users", user, "history"), ("limit", limit)),
            UsersJson.Default.HistoryResponse,
            cancellation
        );

    /// <summary>What a user cares about, by tag.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="user">The user.</param>
    /// <param name="count">1 to 50; 12 where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<InterestsResponse> InterestsAsync(
        string domain,
        string user,
        int? count = null,
        CancellationToken cancellation = default
    ) =>
        calls.GetAsync(
            Paths.With(Paths.Of("domains", domain, "users", user, "interests"), ("count", count)),
            UsersJson.Default.InterestsResponse,
            cancellation
        );

    /// <summary>Erases a user from every file of the workspace. The answer names nobody: keep it as proof.</summary>
    public Task<ErasureResponse> EraseAsync(string domain, string user, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("domains", domain, "users", user), UsersJson.Default.ErasureResponse, cancellation);
}
