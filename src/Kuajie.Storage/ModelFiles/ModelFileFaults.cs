using System.Buffers.Binary;
using Kuajie.Platform.Faults;

namespace Kuajie.Storage.ModelFiles;

/// <summary>What can be wrong with a model file.</summary>
/// <param name="path">Full path of the file.</param>
internal sealed class ModelFileFaults(string path)
{
    /// <summary>Checks what all formats share: magic, version, length.</summary>
    /// <param name="preamble">What could be read of the first 64 bytes.</param>
    /// <param name="fileLength">Length of the file.</param>
    /// <returns>The format version.</returns>
    /// <exception cref="KuajieException">No model file, newer, truncated or damaged.</exception>
    public int CheckPreamble(ReadOnlySpan<byte> preamble, long fileLength)
    {
        if (!preamble.StartsWith(ModelFileFormat.Magic))
        {
            throw NotAModel();
        }
        if (preamble.Length < ModelFileFormat.PreambleLength)
        {
            throw Truncated(fileLength, ModelFileFormat.PreambleLength);
        }
        var version = BinaryPrimitives.ReadInt32LittleEndian(preamble[8..]);
        if (version > ModelFileFormat.Version)
        {
            throw Newer(version);
        }
        var expectedLength = BinaryPrimitives.ReadInt64LittleEndian(preamble[16..]);
        if (fileLength < expectedLength)
        {
            throw Truncated(fileLength, expectedLength);
        }
        return version >= 1 && fileLength == expectedLength ? version : throw Damaged();
    }

    public KuajieException Truncated(long length, long expectedLength) =>
        ModelFileTexts.Source.Fault("truncated-model-file", "Truncated", path, arguments: [length, expectedLength]);

    public KuajieException Damaged() => ModelFileTexts.Source.Fault("damaged-model-file", "Damaged", path);

    public KuajieException Inconsistent(Exception? inner = null) =>
        ModelFileTexts.Source.Fault("inconsistent-model-file", "Inconsistent", path, inner: inner);

    private KuajieException NotAModel() => ModelFileTexts.Source.Fault("not-a-model-file", "NotAModel", path);

    private KuajieException Newer(int version) =>
        ModelFileTexts.Source.Fault("newer-model-file", "Newer", path, arguments: [version, ModelFileFormat.Version]);
}
