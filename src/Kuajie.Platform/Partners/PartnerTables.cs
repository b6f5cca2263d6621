using Kuajie.Marketing.Amounts;
using Kuajie.Marketing.Partners;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Partners;

/// <summary>Answers about partners as tables.</summary>
public static class PartnerTables
{
    private static readonly string[] FitColumns =
    [
        "partner",
        "score",
        "low",
        "high",
        "part",
        "value",
        "part_low",
        "part_high",
        "weight",
        "known",
        "evidence",
    ];

    private static readonly string[] ChoiceColumns = ["choice", "partner", "share", "revenue", "cost", "currency", "proven"];

    private static readonly string[] NetworkColumns = ["partner", "profit", "currency", "eigenvector", "pagerank", "community"];

    /// <summary>Fits: a row per partner and part.</summary>
    public static Table Of(IReadOnlyList<PartnerFit> fits) =>
        Table(
            "fit",
            FitColumns,
            from fit in fits
            from part in fit.Parts
            select (object?[])
                [
                    fit.Partner,
                    fit.Score,
                    fit.Low,
                    fit.High,
                    part.Name.ToLowerInvariant(),
                    part.Value,
                    part.Low,
                    part.High,
                    part.Weight,
                    part.IsKnown,
                    part.Evidence,
                ]
        );

    /// <summary>A portfolio: a row per choice and partner.</summary>
    public static Table Of(PortfolioResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Table(
            "portfolio",
            ChoiceColumns,
            from choice in result.Answer.Choices.Select((choice, place) => (choice, place))
            from partner in choice.choice.Partners
            select (object?[])
                [
                    choice.place + 1,
                    partner.Name,
                    (decimal)partner.ShareBasisPoints / PartnerCandidate.FullShare,
                    CurrencyUnits.ToMajor(partner.RevenueMinorUnits, result.Currency),
                    CurrencyUnits.ToMajor(partner.CostMinorUnits, result.Currency),
                    result.Currency,
                    choice.choice.IsProven,
                ]
        );
    }

    /// <summary>A network: a row per firm.</summary>
    public static Table Of(PartnerNetwork network, string currency)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Table(
            "network",
            NetworkColumns,
            network.Partners.Select(firm =>
                (object?[])
                    [
                        firm.Name,
                        CurrencyUnits.ToMajor(firm.ProfitMinorUnits, currency),
                        currency,
                        firm.Eigenvector,
                        firm.PageRank,
                        firm.Community,
                    ]
            )
        );
    }

    private static Table Table(string name, string[] columns, IEnumerable<object?[]> rows) =>
        TableWriting.Of(name, [], rows) with
        {
            Columns = columns,
        };
}
