using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.ModelFiles;

/// <summary>Model files in one folder, named by version.</summary>
/// <param name="folder">Full path of the folder.</param>
public sealed class ModelFileStore(string folder) : IModelFileStore
{
    /// <summary>Ending of model files.</summary>
    public const string Ending = ".model";

    /// <summary>Where a version's file lies.</summary>
    /// <exception cref="KuajieException">The version id cannot name a file.</exception>
    public string PathOf(string versionId) =>
        IsSafeName(versionId)
            ? Path.Combine(folder, versionId + Ending)
            : throw ModelFileTexts.Source.Fault("invalid-version-id", "InvalidVersionId", isUsage: true, arguments: [versionId]);

    /// <inheritdoc/>
    public string Write(string versionId, ModelDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var checksum = "";
        AtomicFile.Write(PathOf(versionId), stream => checksum = ModelFileWriter.Write(stream, document));
        return checksum;
    }

    /// <inheritdoc/>
    public void Remove(string versionId)
    {
        var path = PathOf(versionId);
        try
        {
            File.Delete(path);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw ModelFileTexts.Source.Fault("undeletable-model-file", "Undeletable", path, inner: refusal, arguments: [refusal.Message]);
        }
    }

    /// <inheritdoc/>
    public ModelDocument Read(string versionId)
    {
        var path = PathOf(versionId);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            return ModelFileReader.Read(stream, path);
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

    private static bool IsSafeName(string versionId) =>
        versionId is { Length: > 0 and <= 128 }
        && char.IsAsciiLetterOrDigit(versionId[0])
        && versionId.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
