namespace Kuajie.Platform.Imports.Live;

/// <summary>An import that this process has in hand.</summary>
/// <param name="upload">The import as it stands.</param>
/// <param name="folder">Where its files lie.</param>
/// <param name="clock">The clock.</param>
internal sealed class ActiveImport(UploadedImport upload, string folder, TimeProvider clock)
{
    private volatile UploadedImport upload = upload;

    public UploadedImport Upload
    {
        get => upload;
        set => upload = value;
    }

    public ImportRun Run
    {
        get => upload.Run;
        set => upload = upload with { Run = value };
    }

    public string Folder { get; } = folder;

    public ImportProgressLog Progress { get; } = new(clock);

    public CancellationTokenSource Cancellation { get; } = new();
}
