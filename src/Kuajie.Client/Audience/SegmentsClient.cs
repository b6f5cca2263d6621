using Kuajie.Client.Calls;

namespace Kuajie.Client.Audience;

/// <summary>Named groups of users, and profiles.</summary>
public sealed class SegmentsClient
{
    private readonly KuajieCalls calls;

    internal SegmentsClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The segments of a domain, in name order, without counts.</summary>
    public Task<IReadOnlyList<SegmentResponse>> ListAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "segments"), SegmentsJson.Default.IReadOnlyListSegmentResponse, cancellation);

    /// <summary>One segment with its count.</summary>
    public Task<SegmentResponse> GetAsync(string domain, string segment, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "segments", segment), SegmentsJson.Default.SegmentResponse, cancellation);

    /// <summary>Defines a segment by a rule.</summary>
    public Task<SegmentResponse> PutAsync(
        string domain,
        string segment,
        SegmentRequest request,
        CancellationToken cancellation = default
    ) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "segments", segment),
            request,
            SegmentsJson.Default.SegmentRequest,
            SegmentsJson.Default.SegmentResponse,
            cancellation
        );

    /// <summary>Removes a segment.</summary>
    public Task RemoveAsync(string domain, string segment, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("domains", domain, "segments", segment), cancellation);

    /// <summary>The ids of a segment's users as they are stored, one per line under the heading <c>user</c>.</summary>
    public Task<Stream> ExportAsync(string domain, string segment, CancellationToken cancellation = default) =>
        calls.DownloadAsync(Paths.Of("domains", domain, "segments", segment, "users"), cancellation);

    /// <summary>What a rule is worth as it stands, and what can stand at the cursor.</summary>
    public Task<RuleCheckResponse> CheckAsync(string domain, RuleCheckRequest request, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "rule-check"),
            request,
            SegmentsJson.Default.RuleCheckRequest,
            SegmentsJson.Default.RuleCheckResponse,
            cancellation,
            isRepeatable: true
        );

    /// <summary>Users like those of a segment.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="limit">1 to 10,000; 100 where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<LookAlikesResponse> LookAlikesAsync(
        string domain,
        string segment,
        int? limit = null,
        CancellationToken cancellation = default
    ) =>
        calls.GetAsync(
            Paths.With(Paths.Of("domains", domain, "segments", segment, "look-alikes"), ("limit", limit)),
            SegmentsJson.Default.LookAlikesResponse,
            cancellation
        );

    /// <summary>How far two segments are the same people.</summary>
    /// <param name="domain">The first segment's domain.</param>
    /// <param name="segment">The first segment.</param>
    /// <param name="with">The second segment.</param>
    /// <param name="withDomain">The second segment's domain; the first's where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<SegmentOverlapResponse> OverlapAsync(
        string domain,
        string segment,
        string with,
        string? withDomain = null,
        CancellationToken cancellation = default
    ) =>
        calls.GetAsync(
            Paths.With(Paths.Of("domains", domain, "segments", segment, "overlap"), ("with", with), ("withDomain", withDomain)),
            SegmentsJson.Default.SegmentOverlapResponse,
            cancellation
        );

    /// <summary>What is known of a user.</summary>
    public Task<ProfileResponse> ProfileAsync(string domain, string user, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "users", user, "profile"), SegmentsJson.Default.ProfileResponse, cancellation);
}
