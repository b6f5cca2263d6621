using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Audience.Runs;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Offers;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Compliance;
using Kuajie.Platform.Content;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Imports.Live;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Messages;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Recommendations.Scenes;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Runs;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workbooks;
using Kuajie.Platform.Workspaces;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.ModelFiles;
using Kuajie.Storage.Records;
using Kuajie.Storage.Sqlite;

namespace Kuajie.Storage.Workspaces;

/// <summary>Opens the event store of a workspace.</summary>
/// <param name="path">Full path of its file.</param>
/// <param name="clock">The clock.</param>
public delegate IEventStore EventStoreOpener(string path, TimeProvider clock);

/// <summary>
/// A workspace folder, owned by this process from opening to disposal, or shared with others who only read: the lock first, then the version, then the databases
/// (brought up to date), then what a killed process left behind is settled.
/// </summary>
public sealed class Workspace : IWorkspace
{
    private readonly WorkspaceLock owned;
    private readonly RecordsDatabase records;

    private Workspace(WorkspaceLayout layout, WorkspaceLock owned, RecordsDatabase records, IEventStore events, TimeProvider clock)
    {
        Layout = layout;
        this.owned = owned;
        this.records = records;
        Events = events;
        Partners = new PartnerStore(records, clock);
        Links = new LinkStore(records);
        Imports = new ImportStore(records);
        Uploads = new UploadedImportStore(records);
        Models = new ModelRegistry(records, clock);
        ModelFiles = new ModelFileStore(layout.Models, layout.Staging);
        Reports = new ReportStore(layout.Reports);
        Scenes = new SceneStore(records);
        Segments = new SegmentStore(records);
        TagMappings = new TagMappingStore(records);
        ResponseModels = new ResponseModelStore(records);
        AudienceRuns = new AudienceRunStore(records);
        Workbooks = new WorkbookStore(records);
        Experiments = new ExperimentStore(records);
        Campaigns = new CampaignStore(records);
        Decisions = new DecisionStore(records);
        Offers = new OfferStore(records);
        Forecasts = new ForecastStore(records);
        Messages = new MessageStore(records);
        Activity = new ActivityStore(records);
        TrainingRuns = new TrainingRunStore(records);
        Keys = new KeyStore(records);
        People = new PersonStore(records);
    }

    /// <summary>Where things lie.</summary>
    public WorkspaceLayout Layout { get; }

    /// <summary>What the folder says of itself.</summary>
    public WorkspaceManifest Manifest => WorkspaceManifest.Read(Layout.Manifest);

    /// <inheritdoc/>
    public string Folder => Layout.Folder;

    /// <inheritdoc/>
    public string ReportsFolder => Layout.Reports;

    /// <summary>The database of events and catalogs whole, for what only importing and checking need.</summary>
    public IEventStore Events { get; }

    /// <summary>The database of records whole, for what only checking needs.</summary>
    public RecordsDatabase Records => records;

    /// <inheritdoc/>
    public IInteractionStore Interactions => Events;

    /// <inheritdoc/>
    public IEventLog EventLog => Events;

    /// <inheritdoc/>
    public IImpressionStore Impressions => Events;

    /// <inheritdoc/>
    public ICatalogStore Catalog => Events;

    /// <inheritdoc/>
    public IItemVectorStore Vectors => Events;

    /// <inheritdoc/>
    public IUserDirectory Users => Events;

    /// <inheritdoc/>
    public IPartnerStore Partners { get; }

    /// <inheritdoc/>
    public ILinkStore Links { get; }

    /// <inheritdoc/>
    public IImportStore Imports { get; }

    /// <inheritdoc/>
    public IUploadedImportStore Uploads { get; }

    /// <inheritdoc/>
    public IModelRegistry Models { get; }

    /// <inheritdoc/>
    public IModelFileStore ModelFiles { get; }

    /// <inheritdoc/>
    public ITrainingRunStore TrainingRuns { get; }

    /// <inheritdoc/>
    public IReportStore Reports { get; }

    /// <summary>Named segments of users.</summary>
    public ISegmentStore Segments { get; }

    /// <inheritdoc/>
    public ITagMappingStore TagMappings { get; }

    /// <summary>Who changed what.</summary>
    public IActivityStore Activity { get; }

    /// <summary>Named placements.</summary>
    public ISceneStore Scenes { get; }

    /// <summary>Experiments of domains.</summary>
    public IExperimentStore Experiments { get; }

    /// <summary>Campaigns of domains.</summary>
    public ICampaignStore Campaigns { get; }

    /// <inheritdoc/>
    public IDecisionStore Decisions { get; }

    /// <inheritdoc/>
    public IForecastStore Forecasts { get; }

    /// <inheritdoc/>
    public IMessageStore Messages { get; }

    /// <summary>Offers of campaigns.</summary>
    public IOfferStore Offers { get; }

    /// <summary>Response models that were kept.</summary>
    public IResponseModelStore ResponseModels { get; }

    /// <summary>Long work on audiences.</summary>
    public IAudienceRunStore AudienceRuns { get; }

    /// <summary>Inputs and results of decisions.</summary>
    public IWorkbookStore Workbooks { get; }

    /// <inheritdoc/>
    public IKeyStore Keys { get; }

    /// <inheritdoc/>
    public IPersonStore People { get; }

    /// <summary>Establishes links between users of this workspace's domains.</summary>
    public UserLinking Linking(TimeProvider clock) => new(Partners, Events, Links, clock);

    /// <summary>Whether a folder is a workspace.</summary>
    public static bool Exists(string folder) => File.Exists(LayoutOf(folder).Manifest);

    /// <summary>Makes a folder a workspace and opens it. A creation that was cut off is continued.</summary>
    /// <param name="folder">The folder; it and its parents are made where absent.</param>
    /// <param name="ownerVerb">What the process is doing, told to whoever else tries.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="openEvents">Opens the event store; null for the product's own.</param>
    /// <exception cref="KuajieException">It is a workspace already, holds other files, is owned, or cannot be written.</exception>
    public static Workspace Create(string folder, string ownerVerb, TimeProvider clock, EventStoreOpener? openEvents = null)
    {
        var layout = LayoutOf(folder);
        if (File.Exists(layout.Manifest))
        {
            throw WorkspaceTexts.Source.Fault("workspace-exists", "Exists", layout.Folder);
        }
        RefuseForeignFiles(layout);
        try
        {
            layout.CreateFolders();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw WorkspaceTexts.Source.Fault(
                "unwritable-workspace",
                "Unwritable",
                layout.Folder,
                inner: refusal,
                arguments: [refusal.Message]
            );
        }
        return Take(layout, ownerVerb, clock, openEvents, () => WorkspaceManifest.New(clock).Write(layout.Manifest));
    }

    /// <summary>Opens a workspace; parameters as for <see cref="Create"/>.</summary>
    /// <exception cref="KuajieException">It is none, is owned by another process, damaged, or newer than this program.</exception>
    public static Workspace Open(string folder, string ownerVerb, TimeProvider clock, EventStoreOpener? openEvents = null)
    {
        var layout = LayoutOf(folder);
        if (!File.Exists(layout.Manifest))
        {
            throw NoWorkspace(layout);
        }
        return Take(layout, ownerVerb, clock, openEvents, () => { });
    }

    /// <summary>
    /// Opens a workspace to read it, together with whoever else does; nobody writes meanwhile. Where something must be settled or brought up to date first, this process
    /// owns the workspace for that long.
    /// </summary>
    /// <exception cref="KuajieException">It is none, is owned by another process, damaged, or newer than this program.</exception>
    public static Workspace OpenForReading(string folder, string readerVerb, TimeProvider clock)
    {
        var layout = LayoutOf(folder);
        if (!File.Exists(layout.Manifest))
        {
            throw NoWorkspace(layout);
        }
        if (TryShare(layout, readerVerb, clock) is { } ready)
        {
            return ready;
        }
        Take(layout, readerVerb, clock, null, () => { }).Dispose();
        return TryShare(layout, readerVerb, clock) ?? throw WorkspaceLock.InUse(layout);
    }

    /// <summary>Opens a workspace, making it first where the folder is none.</summary>
    public static Workspace OpenOrCreate(string folder, string ownerVerb, TimeProvider clock, EventStoreOpener? openEvents = null) =>
        Exists(folder) ? Open(folder, ownerVerb, clock, openEvents) : Create(folder, ownerVerb, clock, openEvents);

    /// <inheritdoc/>
    public void Dispose()
    {
        Events.Dispose();
        records.Dispose();
        owned.Dispose();
    }

    private static WorkspaceLayout LayoutOf(string folder) => new(Path.GetFullPath(folder));

    private static KuajieException NoWorkspace(WorkspaceLayout layout) =>
        WorkspaceTexts.Source.Fault("no-workspace", "None", layout.Folder, arguments: [Path.GetFileName(layout.Manifest)]);

    /// <summary>The workspace shared, or null where it is not ready to be read by processes that write nothing.</summary>
    private static Workspace? TryShare(WorkspaceLayout layout, string verb, TimeProvider clock)
    {
        var share = WorkspaceLock.Share(layout, verb, clock);
        RecordsDatabase? openedRecords = null;
        DuckDbEventStore? openedEvents = null;
        Workspace? workspace = null;
        try
        {
            WorkspaceManifest.Read(layout.Manifest);
            openedRecords = layout.HasStagedWork() ? null : SqliteRecordsDatabase.OpenForReading(layout.Records, clock);
            openedEvents = openedRecords is null ? null : DuckDbEventStore.OpenForReading(layout.Events, clock);
            if (openedRecords is not null && openedEvents is not null)
            {
                var opened = new Workspace(layout, share, openedRecords, openedEvents, clock);
                workspace = InterruptedWork.IsAny(openedRecords) ? null : opened;
            }
            return workspace;
        }
        finally
        {
            if (workspace is null)
            {
                openedEvents?.Dispose();
                openedRecords?.Dispose();
                share.Dispose();
            }
        }
    }

    private static void RefuseForeignFiles(WorkspaceLayout layout)
    {
        if (File.Exists(layout.Folder))
        {
            throw WorkspaceTexts.Source.Fault("not-a-folder", "NotAFolder", layout.Folder, isUsage: true);
        }
        if (!Directory.Exists(layout.Folder))
        {
            return;
        }
        // Beginnings of our names cover journals (records.sqlite-wal, events.duckdb.wal) and unfinished files of a creation that was cut off.
        var foreign = Directory
            .EnumerateFileSystemEntries(layout.Folder)
            .Where(entry => !layout.Everything.Any(ours => entry.StartsWith(ours, StringComparison.Ordinal)))
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (foreign.Length > 0)
        {
            throw WorkspaceTexts.Source.Fault(
                "folder-not-empty",
                "ForeignFiles",
                layout.Folder,
                isUsage: true,
                arguments: [foreign.Length, string.Join(", ", foreign.Take(3))]
            );
        }
    }

    private static Workspace Take(
        WorkspaceLayout layout,
        string verb,
        TimeProvider clock,
        EventStoreOpener? openEvents,
        Action writeManifest
    )
    {
        var ownership = WorkspaceLock.Take(layout, verb, clock);
        RecordsDatabase? openedRecords = null;
        IEventStore? openedEvents = null;
        try
        {
            if (File.Exists(layout.Manifest))
            {
                WorkspaceManifest.Read(layout.Manifest);
            }
            layout.CreateFolders();
            // Both take a while, and neither needs the other.
            var opening = Task.Run(() => openedRecords = SqliteRecordsDatabase.Open(layout.Records, clock));
            try
            {
                openedEvents = (openEvents ?? DuckDbEventStore.Open)(layout.Events, clock);
            }
            finally
            {
                opening.GetAwaiter().GetResult();
            }
            writeManifest();
            var workspace = new Workspace(layout, ownership, openedRecords!, openedEvents, clock);
            InterruptedWork.Settle(workspace, clock);
            return workspace;
        }
        catch
        {
            openedEvents?.Dispose();
            openedRecords?.Dispose();
            ownership.Dispose();
            throw;
        }
    }
}
