using Kuajie.Client.Partners;
using Kuajie.Client.Users;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using static Kuajie.Server.Web.Pages.Data.DataTexts;

namespace Kuajie.Server.Web.Pages.Data;

/// <summary>Accounts of one person on both sides, from a file of two columns; how far the audiences overlap, in counts.</summary>
public sealed partial class LinkPanel
{
    private const long MostBytes = 32L << 20;
    private const int PairsAtOnce = 5_000;
    private static readonly char[] Separators = [',', '\t', ';'];
    private readonly Loaded<LinkOverlapResponse> overlap = new();
    private string other = "";
    private bool isJoined = true;
    private string? told;

    /// <summary>The one domain.</summary>
    [Parameter, EditorRequired]
    public required string Domain { get; set; }

    /// <summary>The domains that it can be linked with.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Others { get; set; }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        other = Others.Contains(other) ? other : Others[0];
        await overlap.FromAsync(() => Api.Links.OverlapAsync(Domain, other, cancellation));
        isJoined = overlap.HasValue;
    }

    /// <summary>Two ids of a line, or null for a line that is none.</summary>
    internal static LinkedPair? PairOf(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return
            line.Split(Separators) is [{ } first, { } second, ..] && Id(first) is { Length: > 0 } one && Id(second) is { Length: > 0 } two
            ? new LinkedPair(one, two)
            : null;
    }

    private static string Id(string text) => text.Trim().Trim('"').Trim();

    private async Task AddAsync(InputFileChangeEventArgs chosen)
    {
        told = null;
        await DoAsync(async cancellation =>
        {
            if (chosen.File.Size > MostBytes)
            {
                Messages.Add(T("PairsTooLarge", Figures.Bytes(MostBytes)), Severity.Error);
                return;
            }
            var (pairs, wrong) = await ReadAsync(chosen.File, cancellation);
            var (added, unknown) = (0L, 0L);
            foreach (var some in pairs.Chunk(PairsAtOnce))
            {
                var done = await Api.Links.AddAsync(new LinksRequest([Domain, other], some), cancellation);
                (added, unknown) = (added + done.NewLinks, unknown + done.UnknownUsers);
                told = T("PairsDone", Figures.Count(added), Figures.Count(pairs.Count), Figures.Count(wrong), Figures.Count(unknown));
                StateHasChanged();
            }
            told ??= T("NoPairs");
        });
        await ReloadAsync();
    }

    private async Task JoinAsync()
    {
        await DoAsync(cancellation =>
            Api.Partnerships.PutAsync(
                new PartnershipRequest([Domain, other], ["catalog", "recommendations", "links", "aggregates"]),
                cancellation
            )
        );
        await ReloadAsync();
    }

    private static async Task<(IReadOnlyList<LinkedPair> Pairs, int Wrong)> ReadAsync(IBrowserFile file, CancellationToken cancellation)
    {
        using var text = new StreamReader(file.OpenReadStream(MostBytes, cancellation));
        var pairs = new List<LinkedPair>();
        var (wrong, isFirst) = (0, true);
        while (await text.ReadLineAsync(cancellation) is { } line)
        {
            // The first line names the columns.
            if (!isFirst && line.Length > 0)
            {
                if (PairOf(line) is { } pair)
                {
                    pairs.Add(pair);
                }
                else
                {
                    wrong++;
                }
            }
            isFirst = false;
        }
        return (pairs, wrong);
    }

    private static string CountOf(long? count, LinkOverlapResponse found) =>
        count is { } known ? Figures.Count(known)
        : found.FewerThan is { } few ? T("FewerThan", few)
        : "—";
}
