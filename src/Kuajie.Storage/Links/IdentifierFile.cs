using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Users;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.Links;

/// <summary>Reads files of users with identifiers. Identifiers leave this class only as keyed hashes and are written nowhere.</summary>
public static class IdentifierFile
{
    private const int FewestHashCharacters = 32;
    private const int MostHashCharacters = 128;
    private static readonly TextSource Texts = TextSource.Of(typeof(IdentifierFile));

    /// <summary>Reads raw identifiers and hashes each in its normal form.</summary>
    /// <exception cref="KuajieException">The file cannot be read or lacks a column.</exception>
    public static HashedIdentifiers ReadRaw(string path, IdentifierNormalizer normalizer, Pseudonymizer key)
    {
        ArgumentNullException.ThrowIfNull(normalizer);
        ArgumentNullException.ThrowIfNull(key);
        var table = PairTableReader.Read(path, PairColumns.OfIdentifiers);
        var hashed = new List<HashedIdentifier>(table.Rows.Count);
        foreach (var (userId, identifier) in table.Rows)
        {
            if (normalizer.Normalize(identifier) is { } normal)
            {
                hashed.Add(new HashedIdentifier(userId, key.IdentifierHash(normal)));
            }
        }
        return new HashedIdentifiers(hashed, table.RowsRead, table.RowsRead - hashed.Count);
    }

    /// <summary>Reads identifiers that were hashed before.</summary>
    /// <exception cref="KuajieException">As <see cref="ReadRaw"/>; or the file holds raw identifiers.</exception>
    public static HashedIdentifiers ReadHashed(string path)
    {
        var table = PairTableReader.Read(path, PairColumns.OfIdentifiers);
        var raw = table.Rows.Count(row => !IsHash(row.Second));
        if (raw > 0)
        {
            // The value itself is not shown: it may be somebody's address.
            throw Texts.Fault(
                "raw-identifiers",
                "RawIdentifiers",
                path,
                arguments: [raw, table.Rows.Count, FewestHashCharacters, MostHashCharacters]
            );
        }
        return new HashedIdentifiers(
            [.. table.Rows.Select(row => new HashedIdentifier(row.First, Normal(row.Second)))],
            table.RowsRead,
            table.RejectedLines.Count
        );
    }

    /// <summary>Writes hashes for the other side: columns <c>user</c> and <c>identifier_hash</c>.</summary>
    public static void Write(string path, IEnumerable<HashedIdentifier> identifiers)
    {
        ArgumentNullException.ThrowIfNull(identifiers);
        AtomicFile.Write(
            path,
            stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                using var csv = new CsvHelper.CsvWriter(writer, System.Globalization.CultureInfo.InvariantCulture, leaveOpen: true);
                csv.WriteField("user");
                csv.WriteField("identifier_hash");
                csv.NextRecord();
                foreach (var (userId, hash) in identifiers)
                {
                    csv.WriteField(userId);
                    csv.WriteField(hash);
                    csv.NextRecord();
                }
            }
        );
    }

    private static bool IsHash(string text) =>
        text.Length is >= FewestHashCharacters and <= MostHashCharacters
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '+' or '/' or '=')
        && text.Any(char.IsAsciiDigit);

    /// <summary>Hexadecimal digits mean the same in either case; anything else is compared as it stands.</summary>
    private static string Normal(string hash) => hash.All(char.IsAsciiHexDigit) ? hash.ToLowerInvariant() : hash;
}

/// <summary>Hashed identifiers of one side.</summary>
/// <param name="Identifiers">Users with the hashes of their identifiers.</param>
/// <param name="RowsRead">Rows below the header.</param>
/// <param name="RowsRejected">Rows without a user or a usable identifier.</param>
public sealed record HashedIdentifiers(IReadOnlyList<HashedIdentifier> Identifiers, long RowsRead, long RowsRejected);
