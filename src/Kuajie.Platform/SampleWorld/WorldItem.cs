namespace Kuajie.Platform.SampleWorld;

/// <summary>An item of a sample world with the truth about it.</summary>
/// <param name="ItemId">The domain's opaque id.</param>
/// <param name="Kind">Wire name of the kind: course, book, audio, column, event, star, product, streamer, stream, cultureItem, financialProduct.</param>
/// <param name="Language">zh or en.</param>
/// <param name="Title">Unique within the domain.</param>
/// <param name="Description">Carries the taste in words; null where the export lacks it.</param>
/// <param name="Tags">Never empty.</param>
/// <param name="PriceMinorUnits">In fen, or null.</param>
/// <param name="ListedAtUnixSeconds">When it entered the catalog.</param>
/// <param name="Attributes">Kind-specific, in writing order.</param>
/// <param name="Taste">Index of the dominant taste.</param>
/// <param name="SecondTaste">Index of the second taste, or −1.</param>
/// <param name="SecondShare">Share of the second taste, 0 where there is none.</param>
/// <param name="Popularity">Relative popularity; 0 for a cold item that nobody touches.</param>
public sealed record WorldItem(
    string ItemId,
    string Kind,
    string Language,
    string Title,
    string? Description,
    IReadOnlyList<string> Tags,
    long? PriceMinorUnits,
    long ListedAtUnixSeconds,
    IReadOnlyList<KeyValuePair<string, object>> Attributes,
    int Taste,
    int SecondTaste,
    double SecondShare,
    double Popularity
)
{
    /// <summary>How much of a taste the item holds, 0 … 1.</summary>
    public double ShareOf(int taste) =>
        taste == Taste ? 1 - SecondShare
        : taste == SecondTaste ? SecondShare
        : 0;
}
