using Kuajie.Client.Calls;

namespace Kuajie.Client.Workbooks;

/// <summary>Inputs and results of decisions, kept under names. Kinds are <c>partners</c> and <c>ad-plan</c>.</summary>
public sealed class WorkbooksClient
{
    private readonly KuajieCalls calls;

    internal WorkbooksClient(KuajieCalls calls) => this.calls = calls;

    /// <summary>The workbooks of a domain and kind, in name order.</summary>
    public Task<IReadOnlyList<WorkbookEntryResponse>> ListAsync(string domain, string kind, CancellationToken cancellation = default) =>
        calls.GetAsync(
            Paths.Of("domains", domain, "workbooks", kind),
            WorkbooksJson.Default.IReadOnlyListWorkbookEntryResponse,
            cancellation
        );

    /// <summary>One workbook.</summary>
    public Task<WorkbookResponse> GetAsync(string domain, string kind, string name, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "workbooks", kind, name), WorkbooksJson.Default.WorkbookResponse, cancellation);

    /// <summary>Stores a workbook in place of the one of its name.</summary>
    public Task<WorkbookEntryResponse> PutAsync(
        string domain,
        string kind,
        string name,
        WorkbookRequest request,
        CancellationToken cancellation = default
    ) =>
        calls.PutAsync(
            Paths.Of("domains", domain, "workbooks", kind, name),
            request,
            WorkbooksJson.Default.WorkbookRequest,
            WorkbooksJson.Default.WorkbookEntryResponse,
            cancellation
        );

    /// <summary>Forgets a workbook.</summary>
    public Task RemoveAsync(string domain, string kind, string name, CancellationToken cancellation = default) =>
        calls.DeleteAsync(Paths.Of("domains", domain, "workbooks", kind, name), cancellation);
}
