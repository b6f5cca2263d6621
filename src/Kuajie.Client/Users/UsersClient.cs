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

    /// <summary>Erases a user from every file of the workspace. The answer names nobody: keep it as proof.</summary>
    public Task<ErasureResponse> EraseAsync(string domain, string user, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("domains", domain, "users", user), UsersJson.Default.ErasureResponse, cancellation);
}
