using Kuajie.Cli.Texts;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Users;
using Spectre.Console;

namespace Kuajie.Cli.Output;

/// <summary>How every way of linking answers.</summary>
internal static class LinkingOutcome
{
    private static readonly TextSource Texts = WorkspaceCommandTexts.Source;

    public static VerbOutcome Of(LinkingResult result, long rowsRead, long rowsRejected, IReadOnlyList<long>? rejectedLines = null) =>
        new(
            new
            {
                result.Method,
                rowsRead,
                rowsRejected,
                rejectedLines = rejectedLines?.Take(10),
                result.Pairs,
                result.NewLinks,
                result.Remarks.PairsWithUnknownUser,
                result.Remarks.SharedIdentifiers,
                result.Overlap,
            },
            console =>
            {
                console.Line(Texts.Format("Linked", Texts.Format("Method" + result.Method), result.Pairs, result.NewLinks));
                LineIfAny(console, "LinkedRejected", rowsRejected, rowsRead, string.Join(", ", (rejectedLines ?? []).Take(10)));
                LineIfAny(console, "LinkedUnknown", result.Remarks.PairsWithUnknownUser);
                LineIfAny(console, "LinkedShared", result.Remarks.SharedIdentifiers);
                Print(console, result.Overlap);
            }
        );

    public static void Print(IAnsiConsole console, LinkOverlap overlap)
    {
        console.Line(
            Texts.Format(
                "OverlapLinks",
                DomainName.ForPeople(overlap.FirstDomain),
                DomainName.ForPeople(overlap.SecondDomain),
                overlap.Links,
                overlap.ActiveOnBothSides
            )
        );
        foreach (
            var (domain, linked, users, share) in new[]
            {
                (overlap.FirstDomain, overlap.FirstLinked, overlap.FirstUsers, overlap.FirstShare),
                (overlap.SecondDomain, overlap.SecondLinked, overlap.SecondUsers, overlap.SecondShare),
            }
        )
        {
            console.Line(Texts.Format("OverlapSide", DomainName.ForPeople(domain), linked, users, PlainLines.Percent(share)));
        }
    }

    private static void LineIfAny(IAnsiConsole console, string key, long count, params object?[] more)
    {
        if (count > 0)
        {
            console.Line(Texts.Format(key, [count, .. more]));
        }
    }
}
