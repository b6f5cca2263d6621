using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Content;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Imports.Live;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Messages;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Runs;
using Kuajie.Platform.Users;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Conformance.InMemory;

/// <summary>A workspace without a folder, for tests of the platform's workflows.</summary>
public sealed class InMemoryWorkspace : IWorkspace
{
    public InMemoryWorkspace(TimeProvider clock)
    {
        OwnPartners = new InMemoryPartnerStore(clock);
        OwnEventLog = new InMemoryEventLog(OwnInteractions);
    }

    public InMemoryInteractionStore OwnInteractions { get; } = new();

    public InMemoryCatalogStore OwnCatalog { get; set; } = new();

    public InMemoryPartnerStore OwnPartners { get; }

    public InMemoryLinkStore OwnLinks { get; } = new();

    public InMemoryEventLog OwnEventLog { get; }

    public InMemoryImpressionStore OwnImpressions { get; } = new();

    public string Folder => throw new NotSupportedException("This workspace has no folder.");

    public string ReportsFolder => throw new NotSupportedException("This workspace has no folder.");

    public IInteractionStore Interactions => OwnInteractions;

    public IEventLog EventLog => OwnEventLog;

    public IImpressionStore Impressions => OwnImpressions;

    public ICatalogStore Catalog => OwnCatalog;

    public IItemVectorStore Vectors { get; } = new InMemoryItemVectorStore();

    public IUserDirectory Users => throw new NotSupportedException("No user records are kept here.");

    public IPartnerStore Partners => OwnPartners;

    public ILinkStore Links => OwnLinks;

    public IImportStore Imports => throw new NotSupportedException("Nothing is imported here.");

    public IUploadedImportStore Uploads => throw new NotSupportedException("Nothing is uploaded here.");

    public IModelRegistry Models { get; } = new InMemoryModelRegistry();

    public IModelFileStore ModelFiles { get; } = new InMemoryModelFileStore();

    public ITagMappingStore TagMappings { get; } = new InMemoryTagMappingStore();

    public IReportStore Reports => throw new NotSupportedException("No reports are written here.");

    public ITrainingRunStore TrainingRuns { get; } = new InMemoryTrainingRunStore();

    public IKeyStore Keys { get; } = new InMemoryKeyStore();

    public IPersonStore People { get; } = new InMemoryPersonStore();

    public IDecisionStore Decisions { get; } = new InMemoryDecisionStore();

    public IForecastStore Forecasts { get; } = new InMemoryForecastStore();

    public IMessageStore Messages { get; } = new InMemoryMessageStore();

    public void Dispose() { }
}
