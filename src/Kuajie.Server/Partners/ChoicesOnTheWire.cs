using Kuajie.Client.Partners;
using Kuajie.Marketing.Partners;
using Kuajie.Platform.Partners;

namespace Kuajie.Server.Partners;

/// <summary>Answers about the choice of partners as the API and <c>--json</c> write them.</summary>
public static class ChoicesOnTheWire
{
    /// <summary>Partners by how well they fit.</summary>
    public static PartnerFitsResponse Of(IReadOnlyList<PartnerFit> fits) => new([.. fits.Select(Of)]);

    /// <summary>A portfolio.</summary>
    public static PortfolioResponse Of(PortfolioResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new PortfolioResponse(
            result.Currency,
            [.. result.Answer.Choices.Select(Of)],
            [.. result.Answer.Conflict.Select(limit => $"{limit}")],
            [
                .. result.Turns.Select(turn => new PriceTurnResponse(
                    turn.Name,
                    turn.IsChosen,
                    turn.FeeMinorUnits,
                    $"{turn.Text}",
                    turn.TurningFeeMinorUnits
                )),
            ],
            result.Budgets is { } range ? new BudgetRangeResponse(range.LowestMinorUnits, range.NextMinorUnits) : null
        );
    }

    /// <summary>A network, the most central firm first.</summary>
    public static PartnerNetworkResponse Of(PartnerNetwork network, string currency)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new PartnerNetworkResponse(
            currency,
            network.Modularity,
            [
                .. network
                    .Partners.OrderByDescending(firm => firm.Eigenvector)
                    .ThenBy(firm => firm.Name, StringComparer.Ordinal)
                    .Select(firm => new NetworkPartnerResponse(
                        firm.Name,
                        firm.ProfitMinorUnits,
                        firm.Eigenvector,
                        firm.PageRank,
                        firm.Community
                    )),
            ],
            [.. network.Ties.Select(tie => new PartnerTieResponse(tie.First, tie.Second, tie.ProfitMinorUnits))]
        );
    }

    private static PartnerFitResponse Of(PartnerFit fit) =>
        new(
            fit.Partner,
            fit.Score,
            fit.Low,
            fit.High,
            [
                .. fit.Parts.Select(part => new FitPartResponse(
                    part.Name.ToLowerInvariant(),
                    part.Value,
                    part.Low,
                    part.High,
                    part.Weight,
                    part.IsKnown,
                    $"{part.Evidence}"
                )),
            ]
        );

    private static PortfolioChoiceResponse Of(PortfolioChoice choice) =>
        new(
            choice.RevenueMinorUnits,
            choice.CostMinorUnits,
            choice.IsProven,
            [
                .. choice.Partners.Select(partner => new ChosenPartnerResponse(
                    partner.Name,
                    (double)partner.ShareBasisPoints / PartnerCandidate.FullShare,
                    partner.RevenueMinorUnits,
                    partner.CostMinorUnits
                )),
            ]
        );
}
