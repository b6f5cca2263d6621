using System.Globalization;
using Kuajie.Client.Partners;
using Kuajie.Client.Workbooks;
using Kuajie.Platform.Access;
using Kuajie.Platform.Tables;
using Kuajie.Server.Web.Pages.Users;
using Kuajie.Storage.Files;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Kuajie.Server.Web.Parts;

/// <summary>
/// A page on which something is decided from tables: a domain of ours, tables that a workbook keeps or somebody uploads, and wishes that sliders set. Domain, workbook and wishes stand in the
/// address, so that what is looked at can be sent to others.
/// </summary>
public abstract class DecisionPage : PageBase
{
    private const string UsualCurrency = "CNY";
    private readonly List<string> sent = [];
    private string? opened;

    /// <summary>Our domain.</summary>
    [SupplyParameterFromQuery]
    public string? Domain { get; set; }

    /// <summary>The workbook that is open.</summary>
    [SupplyParameterFromQuery]
    public string? Workbook { get; set; }

    /// <summary>What the sliders ask for, where it is not what the workbook asks for: <c>budget:600000,robust:yes</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Wishes { get; set; }

    internal Loaded<IReadOnlyList<DomainResponse>> Domains { get; } = new();

    internal Loaded<IReadOnlyList<WorkbookEntryResponse>> Workbooks { get; } = new();

    /// <summary>Currencies to choose among; what is stored in another one can be read all the same.</summary>
    protected static IReadOnlyList<string> Currencies { get; } = ["CNY", "HKD", "TWD", "USD", "EUR", "GBP", "JPY", "KRW", "SGD"];

    /// <summary>Domains whose decisions the person may look at.</summary>
    protected IReadOnlyList<string> Owns { get; private set; } = [];

    /// <summary>The domain that is looked at.</summary>
    protected string Own { get; private set; } = "";

    /// <summary>The result that was kept with the workbook.</summary>
    internal Table? Kept { get; private set; }

    /// <summary>The tables, by name.</summary>
    protected Dictionary<string, string> Tables { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>What is asked for, by name; what is missing is as usual.</summary>
    protected IReadOnlyDictionary<string, string> Asked { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Currency of all amounts.</summary>
    protected string Currency => Asked.GetValueOrDefault("currency", UsualCurrency);

    /// <summary>Whether the person may decide, or only look at what was decided.</summary>
    protected bool MayDecide => Session.Has(Role.Owner | Role.Growth | Role.Data);

    /// <summary>Which workbooks belong to the page.</summary>
    protected abstract string Kind { get; }

    /// <summary>The table under which a workbook keeps the result.</summary>
    protected abstract string ResultTable { get; }

    /// <summary>Tables of the sample story.</summary>
    protected abstract IReadOnlyList<string> StoryTables { get; }

    /// <summary>The result as a table to be kept, or null where there is none.</summary>
    protected abstract string? Result { get; }

    /// <summary>Decides from the tables and the wishes.</summary>
    protected abstract Task DecideAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (!Domains.HasValue)
        {
            await Domains.FromAsync(() => Api.Domains.ListAsync(cancellation));
            Owns = OwnDomains.Of(Session, Domains.Value);
        }
        if (Owns.Count == 0)
        {
            return;
        }
        Own =
            Owns.Contains(Domain ?? "") ? Domain!
            : Owns.Contains("knowledge") ? "knowledge"
            : Owns[0];
        await Workbooks.FromAsync(() => Api.Workbooks.ListAsync(Own, Kind, cancellation));
        if (Workbook is { Length: > 0 } name && opened != $"{Own}/{name}")
        {
            var found = await Api.Workbooks.GetAsync(Own, Kind, name, cancellation);
            Tables = new Dictionary<string, string>(found.Tables, StringComparer.Ordinal);
            Asked = found.Wishes;
            opened = $"{Own}/{name}";
            Kept = Tables.Remove(ResultTable, out var text) ? TableFile.Parse(ResultTable, text) : null;
        }
        if (Wishes is { Length: > 0 } wishes && !IsOwn(wishes))
        {
            Asked = WishText.Read(wishes);
        }
        await DecideAsync(cancellation);
    }

    /// <summary>Decides again.</summary>
    protected async Task DecideAsync() => await DoAsync(DecideAsync);

    /// <summary>A table, or null where there is none of the name.</summary>
    protected string? Table(string name) => Tables.GetValueOrDefault(name);

    /// <summary>A number that is asked for.</summary>
    protected long Number(string name, long usual) =>
        long.TryParse(Asked.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, 1_000_000_000)
            : usual;

    /// <summary>Whether something is asked for.</summary>
    protected bool Is(string name) => Asked.GetValueOrDefault(name) == "yes";

    /// <summary>Asks for something else: the address changes, and with it what is shown.</summary>
    protected void Ask(string name, object? value)
    {
        Asked = new Dictionary<string, string>(Asked, StringComparer.Ordinal)
        {
            [name] = value switch
            {
                true => "yes",
                false => "no",
                _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            },
        };
        var wishes = WishText.Write(Asked);
        sent.Add(wishes);
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("wishes", wishes), replace: true);
    }

    /// <summary>
    /// Whether an address comes back that this page itself went to. It takes a while to come, and whoever moves two sliders meanwhile must not have the second undone by the address of the first.
    /// </summary>
    private bool IsOwn(string wishes)
    {
        var place = sent.IndexOf(wishes);
        sent.RemoveRange(0, place < 0 ? sent.Count : place + 1);
        return place >= 0;
    }

    /// <summary>Takes the tables of the sample story.</summary>
    protected async Task StoryAsync()
    {
        (Tables, Asked) = (SampleStory.Tables(StoryTables), new Dictionary<string, string>(StringComparer.Ordinal));
        await DecideAsync();
    }

    /// <summary>Keeps tables, wishes and result as a workbook.</summary>
    protected async Task KeepAsync(string name)
    {
        var content = new Dictionary<string, string>(Tables, StringComparer.Ordinal);
        if (Result is { } result)
        {
            content[ResultTable] = result;
        }
        var request = new WorkbookRequest(content, new Dictionary<string, string>(Asked, StringComparer.Ordinal));
        if (await DoAsync(cancellation => Api.Workbooks.PutAsync(Own, Kind, name, request, cancellation)))
        {
            opened = $"{Own}/{name}";
            Messages.Add(ConsoleTexts.Say("WorkbookKept", name), MudBlazor.Severity.Success);
            Go(Own, name);
            await ReloadAsync();
        }
    }

    /// <summary>Removes a workbook.</summary>
    protected async Task ForgetAsync(string name)
    {
        if (await DoAsync(cancellation => Api.Workbooks.RemoveAsync(Own, Kind, name, cancellation)))
        {
            Go(Own, null);
        }
    }

    /// <summary>Leads to a domain and one of its workbooks.</summary>
    protected void Go(string domain, string? workbook) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                new Dictionary<string, object?>
                {
                    ["domain"] = domain,
                    ["workbook"] = string.IsNullOrEmpty(workbook) ? null : workbook,
                    ["wishes"] = null,
                }
            )
        );
}
