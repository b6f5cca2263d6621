using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.ModelFiles;

/// <summary>Model files in one folder, named by version.</summary>
/// <param name="folder">Full path of the folder.</param>
/// <param name="stagingFolder">Full path of the folder for staged files, on the same disk.</param>
public sealed class ModelFileStore(string folder, string stagingFolder) : IModelFileStore
{
    /// <summary>Ending of model files.</summary>
    public const string Ending = ".model";

    /// <summary>Where a version's file lies.</summary>
    /// <exception cref="KuajieException">The version id cannot name a file.</exception>
    public string PathOf(string versionId) => PathIn(folder, versionId);

    /// <inheritdoc/>
    public string Write(string versionId, ModelDocument document) => WriteTo(PathOf(versionId), document);

    /// <inheritdoc/>
    public string Stage(string versionId, ModelDocument document) => WriteTo(PathIn(stagingFolder, versionId), document);

    /// <inheritdoc/>
    public void Publish(string versionId)
    {
        var path = PathOf(versionId);
        Refusable(path, () => File.Move(PathIn(stagingFolder, versionId), path, overwrite: true));
    }

    /// <summary>Publishes the staged files of versions that were recorded before their process ended.</summary>
    internal void PublishRecorded(Func<string, bool> isRecorded)
    {
        foreach (var staged in Directory.EnumerateFiles(stagingFolder, "*" + Ending).ToArray())
        {
            var versionId = Path.GetFileNameWithoutExtension(staged);
            if (isRecorded(versionId) && !File.Exists(PathOf(versionId)))
            {
                Publish(versionId);
            }
        }
    }

    /// <inheritdoc/>
    public void Remove(string versionId)
    {
        foreach (var path in new[] { PathOf(versionId), PathIn(stagingFolder, versionId) })
        {
            Refusable(path, () => File.Delete(path));
        }
    }

    /// <inheritdoc/>
    public ModelDocument Read(string versionId)
    {
        var path = PathOf(versionId);
        try
        {
            return ModelFileReader.Read(path);
        }
        catch (Exception absence) when (absence is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ModelFileTexts.Source.Fault("missing-model-file", "Missing", path, inner: absence, arguments: [versionId]);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw ModelFileTexts.Source.Fault("unreadable-model-file", "Unreadable", path, inner: refusal, arguments: [refusal.Message]);
        }
    }

    private static string WriteTo(string path, ModelDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var checksum = "";
        Refusable(path, () => AtomicFile.Write(path, stream => checksum = ModelFileWriter.Write(stream, document)));
        return checksum;
    }

    private static void Refusable(string path, Action change)
    {
        try
        {
            change();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw ModelFileTexts.Source.Fault("unwritable-model-file", "Unwritable", path, inner: refusal, arguments: [refusal.Message]);
        }
    }

    private static string PathIn(string place, string versionId) =>
        IsSafeName(versionId)
            ? Path.Combine(place, versionId + Ending)
            : throw ModelFileTexts.Source.Fault("invalid-version-id", "InvalidVersionId", isUsage: true, arguments: [versionId]);

    private static bool IsSafeName(string versionId) =>
        versionId is { Length: > 0 and <= 128 }
        && char.IsAsciiLetterOrDigit(versionId[0])
        && versionId.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
