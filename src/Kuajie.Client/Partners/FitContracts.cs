namespace Kuajie.Client.Partners;

/// <summary>How well partners fit: what the workspace knows of the domain's partnerships, and what tables say. A table takes the place of what is known, part by part.</summary>
/// <param name="With">Domains of partners that the workspace's own counts are taken of; left out: all that a lasting partnership shares aggregates of; empty: none.</param>
/// <param name="Aggregates">Counts as delimited text, a row per partner.</param>
/// <param name="Tags">Interactions by tag as delimited text.</param>
/// <param name="Prices">Prices as delimited text.</param>
/// <param name="Currency">Currency of the prices, <c>CNY</c> where left out.</param>
/// <param name="Weights">Weights of the parts such as <c>overlap=0.3,tags=0.2</c>; parts that are not named keep their usual weight.</param>
public sealed record PartnerFitRequest(
    IReadOnlyList<string>? With = null,
    string? Aggregates = null,
    string? Tags = null,
    string? Prices = null,
    string? Currency = null,
    string? Weights = null
);

/// <summary>Partners by how well they fit.</summary>
/// <param name="Partners">The best first.</param>
public sealed record PartnerFitsResponse(IReadOnlyList<PartnerFitResponse> Partners);

/// <summary>How well one partner fits.</summary>
/// <param name="Partner">Its name.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Parts">The seven parts that the score is made of.</param>
public sealed record PartnerFitResponse(string Partner, double Score, double Low, double High, IReadOnlyList<FitPartResponse> Parts);

/// <summary>One part of a fit.</summary>
/// <param name="Part"><c>overlap</c>, <c>affinity</c>, <c>tags</c>, <c>prices</c>, <c>sentiment</c>, <c>reach</c> or <c>safety</c>.</param>
/// <param name="Value">0 to 1; a half where nothing is known.</param>
/// <param name="Low">Lower end of the 95 % interval; 0 where nothing is known.</param>
/// <param name="High">Upper end; 1 where nothing is known.</param>
/// <param name="Weight">Its weight; all weights sum to 1.</param>
/// <param name="IsKnown">Whether there were data.</param>
/// <param name="Evidence">The numbers behind it, in words.</param>
public sealed record FitPartResponse(string Part, double Value, double Low, double High, double Weight, bool IsKnown, string Evidence);
