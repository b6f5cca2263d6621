using Kuajie.Client.Calls;

namespace Kuajie.Client.Audience;

/// <summary>Which tags of a partnership's two domains go together. Counts, never users.</summary>
public sealed class TagMappingsClient
{
    private readonly KuajieCalls calls;

    internal TagMappingsClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>What was learnt and decided.</summary>
    /// <param name="partnership">The partnership.</param>
    /// <param name="from">Which of its domains comes first; the first by name where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<TagMappingResponse> GetAsync(string partnership, string? from = null, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.With(Paths.Of("partnerships", partnership, "tag-mapping"), ("from", from)),
            TagMappingJson.Default.TagMappingResponse,
            cancellation
        );

    /// <summary>The same as a table for spreadsheets: UTF-8 with a mark at its start, comma-separated.</summary>
    /// <param name="partnership">The partnership.</param>
    /// <param name="from">Which of its domains comes first; the first by name where left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<Stream> DownloadAsync(string partnership, string? from = null, CancellationToken cancellation = default) =>
        calls.DownloadAsync(Paths.With(Paths.Of("partnerships", partnership, "tag-mapping", "table"), ("from", from)), cancellation);

    /// <summary>Replaces the decisions of people, and answers with the mapping as it is then.</summary>
    /// <param name="partnership">The partnership.</param>
    /// <param name="request">All decisions that are to stand.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<TagMappingResponse> PutAsync(string partnership, TagMappingRequest request, CancellationToken cancellation = default) =>
        calls.PutAsync(
            Paths.Of("partnerships", partnership, "tag-mapping"),
            request,
            TagMappingJson.Default.TagMappingRequest,
            TagMappingJson.Default.TagMappingResponse,
            cancellation
        );

    /// <summary>Replaces the decisions of people by those of a table, and answers with the mapping as it is then.</summary>
    /// <param name="partnership">The partnership.</param>
    /// <param name="request">The table.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<TagMappingResponse> PutTableAsync(string partnership, TagTableRequest request, CancellationToken cancellation = default) =>
        calls.PutAsync(
            Paths.Of("partnerships", partnership, "tag-mapping", "table"),
            request,
            TagMappingJson.Default.TagTableRequest,
            TagMappingJson.Default.TagMappingResponse,
            cancellation
        );
}
