using Kuajie.Client.Calls;

namespace Kuajie.Client.Imports;

/// <summary>Imports of files into a domain.</summary>
public sealed class ImportsClient
{
    private const string LastStage = "ended";
    private readonly KuajieCalls calls;

    internal ImportsClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>
    /// Sends files, streamed, for an import in the background. Once this returns the import is on record and will be done even if the service ends meanwhile. It is sent once; after a lost connection it may
    /// simply be sent again: the same files change nothing.
    /// </summary>
    public Task<ImportResponse> StartAsync(
        string domain,
        IReadOnlyList<ImportFile> files,
        ImportOptions? options = null,
        CancellationToken cancellation = default
    ) => calls.UploadAsync(Paths.Of("domains", domain, "imports"), Form(files, options), ImportsJson.Default.ImportResponse, cancellation);

    /// <summary>Says how files would be read. Nothing is stored. The beginning of a file will do, except for Parquet.</summary>
    public Task<ImportPreviewResponse> PreviewAsync(
        string domain,
        IReadOnlyList<ImportFile> files,
        ImportOptions? options = null,
        CancellationToken cancellation = default
    ) =>
        calls.UploadAsync(
            Paths.Of("domains", domain, "imports", "preview"),
            Form(files, options),
            ImportsJson.Default.ImportPreviewResponse,
            cancellation
        );

    /// <summary>The latest imports, newest first, without their reports.</summary>
    public Task<IReadOnlyList<ImportResponse>> ListAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "imports"), ImportsJson.Default.IReadOnlyListImportResponse, cancellation);

    /// <summary>One import with its report.</summary>
    public Task<ImportResponse> GetAsync(string domain, string import, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "imports", import), ImportsJson.Default.ImportResponse, cancellation);

    /// <summary>
    /// An import's progress: what was said so far, then each message as it comes, until the import is over. A connection that breaks is opened again where it was; after too many breaks without a message in
    /// between the failure is the caller's.
    /// </summary>
    public IAsyncEnumerable<ImportStepResponse> FollowAsync(string domain, string import, CancellationToken cancellation = default) =>
        new FollowedSteps<ImportStepResponse>(
            calls,
            Paths.Of("domains", domain, "imports", import, "progress"),
            ImportsJson.Default.ImportStepResponse,
            step => string.Equals(step.Stage, LastStage, StringComparison.Ordinal)
        ).ReadAsync(cancellation);

    /// <summary>The rows that an import rejected, as CSV. The caller disposes of the stream.</summary>
    public Task<Stream> RejectedAsync(string domain, string import, CancellationToken cancellation = default) =>
        calls.DownloadAsync(Paths.Of("domains", domain, "imports", import, "rejected"), cancellation);

    /// <summary>Ends an import that waits or runs, and takes back one that is done.</summary>
    public Task<ImportResponse> WithdrawAsync(string domain, string import, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("domains", domain, "imports", import), ImportsJson.Default.ImportResponse, cancellation);

    private static MultipartFormDataContent Form(IReadOnlyList<ImportFile> files, ImportOptions? options)
    {
        ArgumentNullException.ThrowIfNull(files);
        var form = new MultipartFormDataContent();
        (string Name, string? Value)[] said =
        [
            ("map", options?.Map),
            ("preset", options?.Preset),
            ("encoding", options?.Encoding),
            ("timeZone", options?.TimeZone),
            ("ratingRange", options?.RatingRange),
            ("kind", options?.Kind),
            ("dryRun", options?.IsDryRun == true ? "true" : null),
        ];
        foreach (var (name, value) in said.Where(option => option.Value is not null))
        {
            form.Add(new StringContent(value!), name);
        }
        foreach (var file in files)
        {
            form.Add(new LeftOpenContent(file.Content), file.Part, file.Name);
        }
        return form;
    }

    /// <summary>A stream that stays its owner's.</summary>
    private sealed class LeftOpenContent(Stream content) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => content.CopyToAsync(stream);

        protected override Task SerializeToStreamAsync(
            Stream stream,
            System.Net.TransportContext? context,
            CancellationToken cancellationToken
        ) => content.CopyToAsync(stream, cancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = content.CanSeek ? content.Length - content.Position : 0;
            return content.CanSeek;
        }
    }
}
