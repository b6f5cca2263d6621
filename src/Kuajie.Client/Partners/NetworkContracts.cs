namespace Kuajie.Client.Partners;

/// <summary>Firms tied by common profit.</summary>
/// <param name="Ties">Ties as delimited text, amounts in major units.</param>
/// <param name="Currency">Currency of all amounts, <c>CNY</c> where left out.</param>
public sealed record PartnerNetworkRequest(string Ties, string? Currency = null);

/// <summary>Who is central among firms, and who belongs together.</summary>
/// <param name="Currency">Currency of all amounts.</param>
/// <param name="Modularity">How clearly the communities are apart: 0 as by chance, near 1 very.</param>
/// <param name="Partners">The firms, the most central first.</param>
/// <param name="Ties">The ties that bring profit.</param>
public sealed record PartnerNetworkResponse(
    string Currency,
    double Modularity,
    IReadOnlyList<NetworkPartnerResponse> Partners,
    IReadOnlyList<PartnerTieResponse> Ties
);

/// <summary>A firm in the network.</summary>
/// <param name="Partner">Its name.</param>
/// <param name="ProfitMinorUnits">Profit of all its ties.</param>
/// <param name="Eigenvector">Eigenvector centrality; sums to 1.</param>
/// <param name="PageRank">PageRank; sums to 1.</param>
/// <param name="Community">Number of its community, from 0.</param>
public sealed record NetworkPartnerResponse(string Partner, long ProfitMinorUnits, double Eigenvector, double PageRank, int Community);

/// <summary>What two firms earn together.</summary>
/// <param name="First">A firm.</param>
/// <param name="Second">Another.</param>
/// <param name="ProfitMinorUnits">Their common profit.</param>
public sealed record PartnerTieResponse(string First, string Second, long ProfitMinorUnits);
