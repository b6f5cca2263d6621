using Kuajie.Client.Calls;

namespace Kuajie.Client.Access;

/// <summary>API keys of the caller's party.</summary>
public sealed class KeysClient
{
    private readonly KuajieCalls calls;

    internal KeysClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>Who calls, and what they may do.</summary>
    public Task<MeResponse> MeAsync(CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("me"), AccessJson.Default.MeResponse, cancellation);

    /// <summary>The keys, newest first.</summary>
    public Task<IReadOnlyList<KeyResponse>> ListAsync(CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("keys"), AccessJson.Default.IReadOnlyListKeyResponse, cancellation);

    /// <summary>Makes a key. Its secret is in the answer and nowhere else.</summary>
    public Task<IssuedKeyResponse> IssueAsync(KeyRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(Paths.Of("keys"), request, AccessJson.Default.KeyRequest, AccessJson.Default.IssuedKeyResponse, cancellation);

    /// <summary>Gives a key a new secret; the old one is refused from now on.</summary>
    public Task<IssuedKeyResponse> RotateAsync(string key, CancellationToken cancellation = default) =>
        calls.PostAsync(Paths.Of("keys", key, "rotate"), AccessJson.Default.IssuedKeyResponse, cancellation);

    /// <summary>Refuses a key from now on.</summary>
    public Task<KeyResponse> RevokeAsync(string key, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("keys", key), AccessJson.Default.KeyResponse, cancellation);
}
