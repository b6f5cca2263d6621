using Kuajie.Client.Audience;
using Kuajie.Client.Partners;
using Kuajie.Platform.Access;
using Kuajie.Server.Web.Parts;
using Kuajie.Storage.Files;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using static Kuajie.Server.Web.Pages.Audience.AudiencePageTexts;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>Which tags of the domain go with which of a partner's: learnt, and decided by people. Each decision is a revision; who decided on an older one is told.</summary>
public sealed partial class TagsPart
{
    private const int MostRows = 200;
    private const int MostMegabytes = 4;
    private readonly Loaded<IReadOnlyList<PartnershipResponse>> partnerships = new();
    private readonly Loaded<TagMappingResponse> mapping = new();
    private SortedDictionary<string, string> others = new(StringComparer.Ordinal);
    private string wanted = "";
    private bool onlyDecided;
    private string fromTag = "";
    private string toTag = "";
    private double weight = 0.5;
    private string note = "";
    private string? refusal;
    private string? shown;

    /// <summary>The other domain.</summary>
    [SupplyParameterFromQuery]
    public string? With { get; set; }

    private string Chosen => others.ContainsKey(With ?? "") ? With! : others.Keys.FirstOrDefault() ?? "";

    private bool MayDecide => Session.Has(Role.Owner | Role.Growth | Role.Partner);

    private string TableAddress =>
        $"/v1/partnerships/{Uri.EscapeDataString(others[Chosen])}/tag-mapping/table?from={Uri.EscapeDataString(Domain)}";

    private IReadOnlyList<MappedTagsResponse> Rows =>
        [
            .. (mapping.Value?.Pairs ?? []).Where(pair =>
                (!onlyDecided || pair.Edit is not null)
                && (
                    pair.FromTag.Contains(wanted.Trim(), StringComparison.OrdinalIgnoreCase)
                    || pair.ToTag.Contains(wanted.Trim(), StringComparison.OrdinalIgnoreCase)
                )
            ),
        ];

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        await partnerships.FromAsync(() => Api.Partnerships.ListAsync(cancellation));
        others = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var each in partnerships.Value ?? [])
        {
            if (each.EndedAt is null && each.Domains.Contains(Domain) && each.Shares.Contains("aggregates"))
            {
                others[each.Domains.First(other => other != Domain)] = each.Partnership;
            }
        }
        if (others.Count == 0)
        {
            return;
        }
        if (shown != Chosen)
        {
            mapping.Clear();
        }
        shown = Chosen;
        await mapping.FromAsync(() => Api.TagMappings.GetAsync(others[Chosen], Domain, cancellation));
    }

    /// <summary>All decisions as they stand, save the one about a pair.</summary>
    internal static IEnumerable<TagEditRequest> Without(TagMappingResponse known, string fromTag, string toTag) =>
        known
            .Pairs.Where(pair => pair.Edit is not null && (pair.FromTag != fromTag || pair.ToTag != toTag))
            .Select(pair => new TagEditRequest(pair.FromTag, pair.ToTag, pair.Edit!.Decision, pair.Edit.Weight, pair.Edit.Note));

    /// <summary>Accepts a pair with the weight it has, rejects it, or takes back what was decided.</summary>
    private Task<bool> DecideAsync(MappedTagsResponse pair, string? decision)
    {
        var edits = Without(mapping.Value!, pair.FromTag, pair.ToTag);
        return PutAsync(
            decision is null
                ? edits
                : edits.Append(new TagEditRequest(pair.FromTag, pair.ToTag, decision, decision == "forbid" ? null : pair.Weight))
        );
    }

    private async Task AddAsync()
    {
        var (from, to) = (fromTag.Trim(), toTag.Trim());
        var edit = new TagEditRequest(from, to, "pin", weight, note.Trim() is { Length: > 0 } why ? why : null);
        if (await PutAsync(Without(mapping.Value!, from, to).Append(edit)))
        {
            (fromTag, toTag, note) = ("", "", "");
        }
    }

    private Task<bool> PutAsync(IEnumerable<TagEditRequest> edits)
    {
        var known = mapping.Value!;
        refusal = null;
        return DoAsync(async cancellation =>
            mapping.Set(
                await Api.TagMappings.PutAsync(others[Chosen], new TagMappingRequest(known.From, known.Revision, [.. edits]), cancellation)
            )
        );
    }

    private async Task UploadAsync(InputFileChangeEventArgs chosen)
    {
        refusal = null;
        if (chosen.File.Size > MostMegabytes * 1_000_000L)
        {
            refusal = ConsoleTexts.Say("TableTooLarge", MostMegabytes);
            return;
        }
        using var bytes = new MemoryStream();
        await using var file = chosen.File.OpenReadStream(MostMegabytes * 1_000_000L);
        await file.CopyToAsync(bytes, Left);
        var known = mapping.Value!;
        var request = new TagTableRequest(known.From, known.Revision, TableFile.Decode(bytes.ToArray()));
        try
        {
            mapping.Set(await Api.TagMappings.PutTableAsync(others[Chosen], request, Left));
            Tell(T("TagsTaken", mapping.Value!.Pairs.Count(pair => pair.Edit is not null)));
        }
        catch (Exception refused) when (Failure.Of(refused) is { IsSignedOut: false } told)
        {
            refusal = $"{told.Found} {told.Cure}";
        }
    }
}
