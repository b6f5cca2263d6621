using Kuajie.Platform.Bridges;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Content;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Workspaces;

/// <summary>The database of events and catalogs as a workspace opens it: one file or server behind several store interfaces.</summary>
public interface IEventStore
    : IInteractionStore,
        IEventLog,
        IImpressionStore,
        ICatalogStore,
        IItemVectorStore,
        IUserDirectory,
        ICommittedImports,
        ILiveHistoryStore,
        IItemActivityStore,
        IBridgeStore,
        IAudienceStore,
        IPartnerEvidenceStore,
        IOutcomeStore,
        IDisposable
{
    /// <summary>What is wrong with the database's files or contents, one sentence each; empty where it is sound. Reads everything.</summary>
    IReadOnlyList<string> IntegrityFaults();
}
