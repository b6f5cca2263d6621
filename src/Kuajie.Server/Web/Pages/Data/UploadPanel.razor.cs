using System.Text.Json;
using Kuajie.Client.Imports;
using Kuajie.Client.Problems;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using static Kuajie.Server.Web.Pages.Data.DataTexts;

namespace Kuajie.Server.Web.Pages.Data;

/// <summary>Files chosen, looked at, their columns set right by hand, and sent. They go from the browser to the API; what is shown is what the API says of their beginnings.</summary>
public sealed partial class UploadPanel
{
    private static readonly string[] Parts = [ImportFile.Interactions, ImportFile.Items, ImportFile.Users];
    private static readonly string[] Encodings = ["utf-8", "gb18030", "utf-16"];
    private static readonly string[] InteractionKinds =
    [
        .. Enum.GetNames<Platform.Interactions.InteractionKind>().Select(JsonNamingPolicy.CamelCase.ConvertName),
    ];
    private readonly Dictionary<string, string> map = new(StringComparer.Ordinal);
    private ElementReference input;
    private DotNetObjectReference<UploadPanel>? self;
    private IJSObjectReference? files;
    private ImportPreviewResponse? preview;
    private Failure? failure;
    private string part = ImportFile.Interactions;
    private string timeZone = "";
    private string encoding = "";
    private string kind = "";
    private IReadOnlyList<string> names = [];
    private bool isLooking;
    private bool isSending;
    private long sent;
    private long total;

    /// <summary>Where the files go.</summary>
    [Parameter, EditorRequired]
    public required string Domain { get; set; }

    /// <summary>Told the id of an import that has begun.</summary>
    [Parameter]
    public EventCallback<string> OnStarted { get; set; }

    /// <summary>Gives the usual time zone.</summary>
    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    /// <summary>Roles without which the files cannot be imported, and that no column plays.</summary>
    private IReadOnlyList<string> Missing =>
        preview is null
            ? []
            :
            [
                .. preview
                    .Files.SelectMany(file => file.Roles)
                    .Where(role => role is { IsRequired: true, Column: null })
                    .Select(role => role.Role)
                    .Distinct(),
            ];

    private string SentText => total == 0 ? T("Sending") : T("SentOf", Figures.Bytes(sent), Figures.Bytes(total));

    private string Imports => $"/v1/domains/{Uri.EscapeDataString(Domain)}/imports";

    private Dictionary<string, string> Options =>
        new(StringComparer.Ordinal)
        {
            ["map"] = string.Join(',', map.Select(pair => $"{pair.Key}={pair.Value}")),
            ["timeZone"] = timeZone,
            ["encoding"] = encoding,
            ["kind"] = kind,
        };

    /// <summary>Called by the script: files were chosen.</summary>
    [JSInvokable]
    public Task Chosen(IReadOnlyList<ChosenFile> chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        map.Clear();
        names = [.. chosen.Select(file => $"{file.Name} ({Figures.Bytes(file.Bytes)})")];
        return chosen.Count == 0 ? ClearAsync() : LookAsync();
    }

    /// <summary>Called by the script: so much has arrived.</summary>
    [JSInvokable]
    public void Sent(long bytes, long ofBytes)
    {
        (sent, total) = (bytes, ofBytes);
        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => timeZone = Preferences.TimeZone;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            files = await Script.InvokeAsync<IJSObjectReference>("kuajie.uploads", input, self);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (files is not null)
            {
                await files.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // Gone with the page.
        }
        self?.Dispose();
    }

    private async Task ChangePartAsync(string chosen)
    {
        part = chosen;
        map.Clear();
        if (preview is not null || failure is not null)
        {
            await LookAsync();
        }
    }

    private async Task MapAsync((string Role, string? Column) choice)
    {
        if (choice.Column is { Length: > 0 } column)
        {
            map[choice.Role] = column;
        }
        else
        {
            map.Remove(choice.Role);
        }
        await LookAsync();
    }

    private async Task LookAsync()
    {
        (isLooking, failure) = (true, null);
        StateHasChanged();
        var answer = await files!.InvokeAsync<Answer>("preview", $"{Imports}/preview", part, Options);
        isLooking = false;
        if (answer.Status == 200)
        {
            preview = JsonSerializer.Deserialize(answer.Body, ImportsJson.Default.ImportPreviewResponse);
        }
        else
        {
            (preview, failure) = (null, FailureOf(answer));
        }
        StateHasChanged();
    }

    private async Task SendAsync()
    {
        (isSending, failure, sent, total) = (true, null, 0, 0);
        var answer = await files!.InvokeAsync<Answer>("send", Timeout.InfiniteTimeSpan, [Imports, part, Options]);
        isSending = false;
        if (answer.Status == 202)
        {
            var import = JsonSerializer.Deserialize(answer.Body, ImportsJson.Default.ImportResponse)!;
            await ClearAsync();
            await OnStarted.InvokeAsync(import.Import);
        }
        else if (answer.Status >= 0)
        {
            failure = FailureOf(answer);
        }
    }

    private async Task CancelAsync() => await files!.InvokeVoidAsync("cancel");

    private async Task ClearAsync()
    {
        (preview, failure, names) = (null, null, []);
        map.Clear();
        await files!.InvokeVoidAsync("clear");
        StateHasChanged();
    }

    private static Failure FailureOf(Answer answer)
    {
        if (answer.Status == 0)
        {
            return new Failure(ConsoleTexts.Say("ServiceAway"), ConsoleTexts.Say("ServiceAwayCure"));
        }
        var problem = JsonSerializer.Deserialize(answer.Body, ProblemsJson.Default.ProblemResponse)!;
        return new Failure(problem.Found, problem.Cure);
    }

    private sealed record Answer(int Status, string Body);
}

/// <summary>A file that was chosen in the browser.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ChosenFile(string Name, long Bytes);
