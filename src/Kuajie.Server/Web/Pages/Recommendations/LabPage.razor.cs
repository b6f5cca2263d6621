using Kuajie.Client.Partners;
using Kuajie.Client.Recommendations;
using Kuajie.Client.Training;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using static Kuajie.Server.Web.Pages.Recommendations.LabTexts;

namespace Kuajie.Server.Web.Pages.Recommendations;

/// <summary>Tries recommendations out: for whom, of what, by which version, under which wishes; two lists side by side. Everything that changes the lists is in the address.</summary>
public partial class LabPage
{
    /// <summary>Changes that follow each other within this time are asked for once; browsers also refuse to note addresses faster.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(160);
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<IReadOnlyList<SceneResponse>> scenes = new();
    private readonly Loaded<RecommendationResponse> left = new();
    private readonly Loaded<RecommendationResponse> right = new();
    private LabState state = LabState.Parse(null, null, null);
    private LabFacets facets = LabFacets.None;
    private IReadOnlyList<ExampleUserResponse> examples = [];
    private IReadOnlyList<ModelVersionResponse> versions = [];
    private ListChanges? changes;
    private string? examplesOf;
    private string? surroundingsOf;
    private int edits;
    private int surprises;

    /// <summary>The domain of user or visit.</summary>
    [SupplyParameterFromQuery]
    public string? Domain { get; set; }

    /// <summary>The request, as JSON.</summary>
    [SupplyParameterFromQuery(Name = "request")]
    public string? RequestText { get; set; }

    /// <summary>What stands beside.</summary>
    [SupplyParameterFromQuery]
    public string? Beside { get; set; }

    /// <summary>Waits between edits.</summary>
    [Inject]
    public required TimeProvider Clock { get; set; }

    private string BesideHead =>
        state.Beside.Kind switch
        {
            ComparisonKind.Plain => T("PlainHead"),
            ComparisonKind.Version => T("VersionHead"),
            _ => T("SceneHead"),
        };

    private IReadOnlyList<string> joined = [];

    // Until somebody is looked at, whatever the address says already: what stands on the page is of nobody yet.
    private bool isBeginning = true;

    private string? Partner => LabEdits.PartnerOf(state.Domain, state.Request) ?? (joined.Count > 0 ? joined[0] : null);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (!domains.HasValue)
        {
            await domains.FromAsync(() => Api.Domains.ListAsync(cancellation));
        }
        if (domains.Value is not { Count: > 0 } all)
        {
            return;
        }
        var known = all.FirstOrDefault(domain => domain.Domain == Domain) ?? all[0];
        joined = await JoinedDomains.OfAsync(Api, known.Domain, cancellation);
        state = LabState.Parse(known.Domain, RequestText, Beside);
        await LoadExamplesAsync(cancellation);
        if (RequestText is null && examples.Count > 0)
        {
            Begin();
            return;
        }
        isBeginning = false;
        await LoadSurroundingsAsync(cancellation);
        await LoadListsAsync(cancellation);
    }

    private async Task LoadExamplesAsync(CancellationToken cancellation)
    {
        var wanted = $"{state.Domain}/{Partner}";
        if (examplesOf != wanted)
        {
            var asked = new Loaded<ExampleUsersResponse>();
            await asked.FromAsync(() => Api.Recommendations.ExamplesAsync(state.Domain, Partner, cancellation));
            (examples, examplesOf) = (asked.Value?.Users ?? [], wanted);
        }
    }

    private async Task LoadSurroundingsAsync(CancellationToken cancellation)
    {
        var wanted = $"{state.Domain}/{Partner}/{LabEdits.DirectionOf(state.Domain, state.Request)}";
        if (surroundingsOf == wanted)
        {
            return;
        }
        string[] targets = state.Request.Targets is { Count: > 0 } named ? [.. named.Select(target => target.Domain)] : [state.Domain];
        var found = new Loaded<LabFacets>();
        var models = new Loaded<ModelVersionResponse[]>();
        await Task.WhenAll(
            scenes.FromAsync(() => Api.Scenes.ListAsync(state.Domain, cancellation)),
            found.FromAsync(() => LabFacets.ReadAsync(Api, targets, cancellation)),
            models.FromAsync(async () =>
                [.. (await Task.WhenAll(targets.Select(target => Api.Models.ListAsync(target, cancellation)))).SelectMany(list => list)]
            )
        );
        // What a control could offer and cannot be read is no reason to show no list.
        (facets, versions) = (found.Value ?? LabFacets.None, models.Value ?? []);
        surroundingsOf = wanted;
    }

    private async Task LoadListsAsync(CancellationToken cancellation)
    {
        var beside = state.ToAskBeside(scenes.Value ?? []);
        var asked = state;
        var first = left.FromAsync(() => Api.Recommendations.RecommendAsync(asked.Domain, asked.ToAsk(), cancellation));
        var second = beside is null
            ? Task.CompletedTask
            : right.FromAsync(() => Api.Recommendations.RecommendAsync(asked.Domain, beside, cancellation));
        if (beside is null)
        {
            right.Clear();
        }
        await Task.WhenAll(first, second);
        changes = left.Value is { } one && right.Value is { } other ? ListChanges.Between(one.Items, other.Items) : null;
    }

    /// <summary>Nobody has to know an id: the first look is at somebody known on both sides, and at what the partner has for them.</summary>
    private void Begin()
    {
        var request = new RecommendationRequest(User: examples[0].User).Towards(
            examples[0].Kind is "bothSides" ? LabDirection.There : LabDirection.Here,
            state.Domain,
            Partner,
            0.5
        );
        Show(state with { Request = request }, isStep: false);
    }

    private void ShowDomain(string domain) => Navigation.NavigateTo($"/lab?domain={Uri.EscapeDataString(domain)}");

    private void ShowBeside(string beside) => Show(state with { Beside = Comparison.Parse(beside) }, isStep: true);

    private async Task Change(RecommendationRequest request)
    {
        var isOther =
            request.User != state.Request.User
            || LabEdits.DirectionOf(state.Domain, request) != LabEdits.DirectionOf(state.Domain, state.Request);
        state = state with { Request = request };
        var edit = ++edits;
        await Task.Delay(Pause, Clock, Left);
        if (edit == edits)
        {
            Show(state, isStep: isOther);
        }
    }

    private async Task SurpriseAsync()
    {
        var others = examples.Where(example => example.User != state.Request.User).ToArray();
        if (others.Length > 0)
        {
            await Change(state.Request with { User = others[surprises++ % others.Length].User, Session = null });
        }
    }

    private void LoadScene(SceneResponse scene) =>
        Show(state with { Request = LabState.WithWishes(state.Request, scene.Request) }, isStep: true);

    private async Task ReloadScenesAsync()
    {
        await scenes.FromAsync(() => Api.Scenes.ListAsync(state.Domain, Left));
        StateHasChanged();
    }

    /// <summary>Shows another state; what a person would call a step can be gone back over, a slider's way cannot.</summary>
    private void Show(LabState next, bool isStep) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(next.ToQuery()), replace: !isStep);
}
