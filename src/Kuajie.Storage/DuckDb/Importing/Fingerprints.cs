using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kuajie.Platform.Imports;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.DuckDb.Importing;

/// <summary>Hashes files and how they are read. Names do not count: a renamed file is the same.</summary>
internal static class Fingerprints
{
    private const int BlockSize = 1 << 20;

    public static string Of(ImportRequest request, IImportObserver observer, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Reading(request)));
        observer.Begin(ImportPhase.Fingerprint, null);
        foreach (
            var (part, patterns) in new[] { ("interactions", request.Interactions), ("items", request.Items), ("users", request.Users) }
        )
        {
            var contents = SourceFiles.Expand(patterns).Select(file => $"{file.Format} {HashFile(file, cancellation)}");
            hash.AppendData(Encoding.UTF8.GetBytes($"{part}\n{string.Join('\n', contents)}\n"));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Reading(ImportRequest request) =>
        string.Join(
            '\n',
            [
                "1",
                request.Preset?.Name,
                request.Encoding,
                request.TimeZone,
                request.DefaultKind?.ToString(),
                string.Create(CultureInfo.InvariantCulture, $"{request.EffectiveRatingRange.Least}..{request.EffectiveRatingRange.Most}"),
                request.Pseudonymizer?.UserPseudonym("fingerprint"),
                .. request.Map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"),
                "",
            ]
        );

    private static string HashFile(SourceFile file, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = new FileStream(file.FilePath, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        while (stream.Read(block) is var length and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, length);
        }
        ArrayPool<byte>.Shared.Return(block);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
