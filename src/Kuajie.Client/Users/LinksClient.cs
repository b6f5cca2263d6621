using Kuajie.Client.Calls;

namespace Kuajie.Client.Users;

/// <summary>Which users of one domain are which of another's.</summary>
public sealed class LinksClient
{
    private readonly KuajieCalls calls;

    internal LinksClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>Adds links, all or none; those that are known stay as they are.</summary>
    public Task<LinksResponse> AddAsync(LinksRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("links"),
            request,
            UsersJson.Default.LinksRequest,
            UsersJson.Default.LinksResponse,
            cancellation,
            isRepeatable: true
        );

    /// <summary>How far the audiences of two domains overlap, in counts.</summary>
    public Task<LinkOverlapResponse> OverlapAsync(string first, string second, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.With(Paths.Of("links", "overlap"), ("first", first), ("second", second)),
            UsersJson.Default.LinkOverlapResponse,
            cancellation
        );
}
