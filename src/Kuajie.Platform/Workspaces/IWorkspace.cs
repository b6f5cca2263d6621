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

namespace Kuajie.Platform.Workspaces;

/// <summary>An opened workspace: the folder one process owns, and its stores.</summary>
public interface IWorkspace : IDisposable
{
    /// <summary>Full path of the folder.</summary>
    string Folder { get; }

    /// <summary>Full path of the folder that reports are written to.</summary>
    string ReportsFolder { get; }

    IInteractionStore Interactions { get; }

    IEventLog EventLog { get; }

    IImpressionStore Impressions { get; }

    ICatalogStore Catalog { get; }

    IItemVectorStore Vectors { get; }

    IUserDirectory Users { get; }

    IPartnerStore Partners { get; }

    ILinkStore Links { get; }

    IImportStore Imports { get; }

    IUploadedImportStore Uploads { get; }

    IModelRegistry Models { get; }

    IModelFileStore ModelFiles { get; }

    ITrainingRunStore TrainingRuns { get; }

    ITagMappingStore TagMappings { get; }

    IReportStore Reports { get; }

    IKeyStore Keys { get; }

    IPersonStore People { get; }

    IDecisionStore Decisions { get; }

    IForecastStore Forecasts { get; }

    IMessageStore Messages { get; }
}
