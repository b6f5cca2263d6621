using System.Globalization;
using Kuajie.Platform.Catalog;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Kuajie.Storage.Catalog;

/// <summary>
/// The index of one domain's items in a folder of its own. Changes are seen by the next search and reach the disk when the index is closed or filled anew; with them goes
/// the catalog's stamp, by which the next opening knows whether the index is up to date. Not safe for several writers at once.
/// </summary>
internal sealed class ItemIndex : IDisposable
{
    private const string StampKey = "catalog";
    private static readonly Sort ById = new(new SortField(ItemDocuments.Id, SortFieldType.STRING));
    private static readonly Sort ByScore = new(SortField.FIELD_SCORE, new SortField(ItemDocuments.Id, SortFieldType.STRING));
    private readonly FSDirectory folder;
    private readonly CatalogAnalyzer indexing = new(isIndexing: true);
    private readonly CatalogAnalyzer asking = new(isIndexing: false);
    private readonly IndexWriter writer;
    private readonly SearcherManager searchers;

    /// <summary>Opens the index or makes an empty one.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="megabytes">Memory for changes that are not on the disk yet.</param>
    public ItemIndex(string path, double megabytes)
    {
        folder = FSDirectory.Open(path);
        var config = new IndexWriterConfig(CatalogAnalyzer.Version, indexing)
        {
            RAMBufferSizeMB = megabytes,
            OpenMode = OpenMode.CREATE_OR_APPEND,
            // One thread is enough for what is written, and leaves the others to answer.
            MergeScheduler = new SerialMergeScheduler(),
        };
        writer = new IndexWriter(folder, config);
        searchers = new SearcherManager(writer, applyAllDeletes: true, null);
    }

    /// <summary>The stamp of the catalog that the index was last saved with, or null.</summary>
    public string? Stamp => writer.CommitData?.TryGetValue(StampKey, out var stamp) == true ? stamp : null;

    public int ItemCount => writer.NumDocs;

    public long Bytes => folder.ListAll().Sum(LengthOf);

    public void Put(IEnumerable<Item> items)
    {
        foreach (var item in items)
        {
            writer.UpdateDocument(new Term(ItemDocuments.Id, item.ItemId), ItemDocuments.Of(item));
        }
        searchers.MaybeRefreshBlocking();
    }

    public void Remove(IEnumerable<string> itemIds)
    {
        writer.DeleteDocuments([.. itemIds.Select(id => new Term(ItemDocuments.Id, id))]);
        searchers.MaybeRefreshBlocking();
    }

    /// <summary>Forgets everything, takes these items in and saves.</summary>
    public void Fill(IEnumerable<Item> items, string stamp)
    {
        writer.DeleteAll();
        foreach (var item in items)
        {
            writer.AddDocument(ItemDocuments.Of(item));
        }
        Save(stamp);
        searchers.MaybeRefreshBlocking();
    }

    public void Save(string stamp)
    {
        writer.SetCommitData(new Dictionary<string, string>(StringComparer.Ordinal) { [StampKey] = stamp });
        writer.Commit();
    }

    public ItemIdPage Find(ItemQuery query)
    {
        if (WordQueries.Of(query, asking) is not { } sought)
        {
            return new ItemIdPage(0, [], null);
        }
        var searcher = searchers.Acquire();
        try
        {
            return Find(searcher, sought, query);
        }
        finally
        {
            searchers.Release(searcher);
        }
    }

    public void Dispose()
    {
        searchers.Dispose();
        writer.Dispose();
        indexing.Dispose();
        asking.Dispose();
        folder.Dispose();
    }

    private static ItemIdPage Find(IndexSearcher searcher, Query sought, ItemQuery query)
    {
        var isScored = query.Words is not null;
        var found = searcher.SearchAfter(
            query.After is { } after ? Place(after, isScored) : null,
            sought,
            null,
            query.Limit + 1,
            isScored ? ByScore : ById
        );
        var ids = found
            .ScoreDocs.Take(query.Limit)
            .Select(hit =>
                searcher.Doc(hit.Doc, new HashSet<string> { ItemDocuments.Id }).Get(ItemDocuments.Id, CultureInfo.InvariantCulture)
            )
            .ToArray();
        var hasMore = found.ScoreDocs.Length > query.Limit;
        var score =
            hasMore && isScored
                ? Convert.ToSingle(((FieldDoc)found.ScoreDocs[query.Limit - 1]).Fields[0], CultureInfo.InvariantCulture)
                : 0;
        return new ItemIdPage(found.TotalHits, ids, hasMore ? new ItemPlace(score, ids[^1]) : null);
    }

    /// <summary>An item is told apart by its id, so the number of its document does not matter.</summary>
    private static FieldDoc Place(ItemPlace after, bool isScored) =>
        new(
            int.MaxValue,
            after.Score,
            isScored ? [J2N.Numerics.Single.GetInstance(after.Score), new BytesRef(after.ItemId)] : [new BytesRef(after.ItemId)]
        );

    private long LengthOf(string file)
    {
        try
        {
            return folder.FileLength(file);
        }
        catch (IOException)
        {
            // Merged away meanwhile.
            return 0;
        }
    }
}
