using Kuajie.Client.Access;
using Kuajie.Client.Audience;
using Kuajie.Client.Bridges;
using Kuajie.Client.Calls;
using Kuajie.Client.Campaigns;
using Kuajie.Client.Catalog;
using Kuajie.Client.Compliance;
using Kuajie.Client.Experiments;
using Kuajie.Client.Imports;
using Kuajie.Client.Interactions;
using Kuajie.Client.Messages;
using Kuajie.Client.Overview;
using Kuajie.Client.Partners;
using Kuajie.Client.Recommendations;
using Kuajie.Client.SampleWorld;
using Kuajie.Client.Training;
using Kuajie.Client.Users;
using Kuajie.Client.Workbooks;
using Kuajie.Client.Workspaces;

namespace Kuajie.Client;

/// <summary>
/// The whole API of a Kuajie service, one part per slice. Requests that may be repeated (GET, PUT, DELETE, and events, decisions and redemptions, which carry ids) are sent again after 429, 5xx and lost
/// connections; refusals come as <see cref="KuajieProblemException"/>, lost connections in the end as <see cref="HttpRequestException"/>. Safe to use from many threads; make one and keep it.
/// </summary>
public sealed class KuajieClient : IDisposable
{
    // A service that moves is found again within this time.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);
    private readonly HttpClient? owned;

    /// <summary>A client for an address and a key.</summary>
    /// <param name="address">Where the service is, for example <c>http://localhost:5380</c>.</param>
    /// <param name="key">The API key.</param>
    /// <param name="options">How to ask; its key is not used.</param>
    public KuajieClient(Uri address, string key, KuajieClientOptions? options = null)
        : this(NewHttpClient(address), (options ?? new KuajieClientOptions()) with { Key = key }, isOwner: true) { }

    /// <summary>A client over an <see cref="HttpClient"/> of the caller, for example one made by a factory.</summary>
    /// <param name="http">Its base address is the service's, with a slash at the end where the service lives below a path. It stays the caller's.</param>
    /// <param name="options">How to ask.</param>
    public KuajieClient(HttpClient http, KuajieClientOptions? options = null)
        : this(http, options ?? new KuajieClientOptions(), isOwner: false) { }

    private KuajieClient(HttpClient http, KuajieClientOptions options, bool isOwner)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(http.BaseAddress, nameof(http));
        owned = isOwner ? http : null;
        var calls = new KuajieCalls(http, options);
        Overview = new OverviewClient(calls);
        SampleWorld = new SampleWorldClient(calls);
        Parties = new PartiesClient(calls);
        Domains = new DomainsClient(calls);
        Partnerships = new PartnershipsClient(calls);
        PartnerChoice = new PartnerChoiceClient(calls);
        AdPlans = new AdPlansClient(calls);
        Campaigns = new CampaignsClient(calls);
        Offers = new OffersClient(calls);
        Workbooks = new WorkbooksClient(calls);
        Experiments = new ExperimentsClient(calls);
        Keys = new KeysClient(calls);
        Webhooks = new WebhooksClient(calls);
        People = new PeopleClient(calls);
        Activity = new ActivityClient(calls);
        Workspace = new WorkspaceClient(calls);
        Items = new ItemsClient(calls);
        Users = new UsersClient(calls);
        Links = new LinksClient(calls);
        Bridges = new BridgesClient(calls);
        Segments = new SegmentsClient(calls);
        TagMappings = new TagMappingsClient(calls);
        ResponseModels = new ResponseModelsClient(calls);
        AudienceRuns = new AudienceRunsClient(calls);
        Imports = new ImportsClient(calls);
        Events = new EventsClient(calls);
        Recommendations = new RecommendationsClient(calls);
        Similar = new SimilarClient(calls);
        Trending = new TrendingClient(calls);
        Scenes = new ScenesClient(calls);
        Training = new TrainingClient(calls);
        Schedules = new SchedulesClient(calls);
        Models = new ModelsClient(calls);
    }

    /// <summary>What there is, how it flows in, what needs attention.</summary>
    public OverviewClient Overview { get; }

    /// <summary>A made-up world to try the service with.</summary>
    public SampleWorldClient SampleWorld { get; }

    /// <summary>Firms.</summary>
    public PartiesClient Parties { get; }

    /// <summary>Domains.</summary>
    public DomainsClient Domains { get; }

    /// <summary>Agreements between domains.</summary>
    public PartnershipsClient Partnerships { get; }

    /// <summary>Which partners to work with.</summary>
    public PartnerChoiceClient PartnerChoice { get; }

    /// <summary>Where the budget of a campaign goes.</summary>
    public AdPlansClient AdPlans { get; }

    /// <summary>Joint promotions, and what they show.</summary>
    public CampaignsClient Campaigns { get; }

    /// <summary>Codes that are redeemed once, and live events.</summary>
    public OffersClient Offers { get; }

    /// <summary>Inputs and results of decisions.</summary>
    public WorkbooksClient Workbooks { get; }

    /// <summary>What causes what.</summary>
    public ExperimentsClient Experiments { get; }

    /// <summary>API keys.</summary>
    public KeysClient Keys { get; }

    /// <summary>Messages out: endpoints, what was sent, reminders.</summary>
    public WebhooksClient Webhooks { get; }

    /// <summary>Who has access.</summary>
    public PeopleClient People { get; }

    /// <summary>Who changed what.</summary>
    public ActivityClient Activity { get; }

    /// <summary>Version, sizes and limits of the service's workspace.</summary>
    public WorkspaceClient Workspace { get; }

    /// <summary>Catalogs.</summary>
    public ItemsClient Items { get; }

    /// <summary>What domains say of their users.</summary>
    public UsersClient Users { get; }

    /// <summary>Which users are one person.</summary>
    public LinksClient Links { get; }

    /// <summary>How tastes carry over between two domains.</summary>
    public BridgesClient Bridges { get; }

    /// <summary>Named groups of users, and profiles.</summary>
    public SegmentsClient Segments { get; }

    /// <summary>Which tags of a partnership's domains go together.</summary>
    public TagMappingsClient TagMappings { get; }

    /// <summary>Response models that are kept.</summary>
    public ResponseModelsClient ResponseModels { get; }

    /// <summary>Long work on audiences: clusters and response models.</summary>
    public AudienceRunsClient AudienceRuns { get; }

    /// <summary>Files brought in.</summary>
    public ImportsClient Imports { get; }

    /// <summary>What users and visitors did.</summary>
    public EventsClient Events { get; }

    /// <summary>Recommendation lists.</summary>
    public RecommendationsClient Recommendations { get; }

    /// <summary>What is like an item or a user.</summary>
    public SimilarClient Similar { get; }

    /// <summary>What everybody takes up, and what is new.</summary>
    public TrendingClient Trending { get; }

    /// <summary>Requests stored under a name.</summary>
    public ScenesClient Scenes { get; }

    /// <summary>Trainings in the background.</summary>
    public TrainingClient Training { get; }

    /// <summary>Trainings again and again.</summary>
    public SchedulesClient Schedules { get; }

    /// <summary>Trained versions, and which of them serve.</summary>
    public ModelsClient Models { get; }

    /// <summary>Closes the connections that the client opened itself.</summary>
    public void Dispose() => owned?.Dispose();

    private static HttpClient NewHttpClient(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = ConnectionLifetime,
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        var isFolder = address.AbsoluteUri.EndsWith('/');
        return new HttpClient(handler, disposeHandler: true) { BaseAddress = isFolder ? address : new Uri(address.AbsoluteUri + "/") };
    }
}
