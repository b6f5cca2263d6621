using Kuajie.Client.Workbooks;
using Kuajie.Platform.Access;
using Kuajie.Platform.Workbooks;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Workbooks;

/// <summary>Inputs and results of decisions, kept under names. They hold offers and prices of the party, so no partnership shares them.</summary>
internal static class WorkbookEndpoints
{
    public static void Add(IServiceCollection services) =>
        services.AddSingleton(parts => new WorkbookShelf(
            parts.GetRequiredService<Storage.Workspaces.Workspace>().Workbooks,
            parts.GetRequiredService<TimeProvider>()
        ));

    public static void Map(IEndpointRouteBuilder v1)
    {
        const Role Deciders = Role.Owner | Role.Growth | Role.Data;
        const Role Readers = Deciders | Role.ReadOnly | Role.Partner;
        var workbooks = v1.MapGroup("/domains/{domain}/workbooks/{kind}").WithTags("workbooks");
        workbooks.MapGet("", List).WithName("listWorkbooks").Allow(Scope.Manage, Readers, DomainNeed.Own);
        workbooks.MapGet("/{workbook}", Get).WithName("getWorkbook").Allow(Scope.Manage, Readers, DomainNeed.Own);
        workbooks.MapPut("/{workbook}", Put).WithName("putWorkbook").Allow(Scope.Manage, Deciders, DomainNeed.Own);
        workbooks.MapDelete("/{workbook}", Delete).WithName("deleteWorkbook").Allow(Scope.Manage, Deciders, DomainNeed.Own);
    }

    /// <summary>The workbooks of a domain and kind, in name order.</summary>
    /// <param name="kind"><c>partners</c> or <c>ad-plan</c>.</param>
    internal static Ok<IReadOnlyList<WorkbookEntryResponse>> List(string domain, string kind, WorkbookShelf shelf) =>
        TypedResults.Ok<IReadOnlyList<WorkbookEntryResponse>>([
            .. shelf.Of(domain, KindOf(kind)).Select(entry => new WorkbookEntryResponse(entry.Name, entry.ChangedAt)),
        ]);

    /// <summary>One workbook.</summary>
    /// <param name="kind"><c>partners</c> or <c>ad-plan</c>.</param>
    internal static Ok<WorkbookResponse> Get(string domain, string kind, string workbook, WorkbookShelf shelf)
    {
        var (content, changedAt) = shelf.Find(domain, KindOf(kind), workbook);
        return TypedResults.Ok(new WorkbookResponse(workbook, changedAt, content.Tables, content.Wishes));
    }

    /// <summary>Stores a workbook in place of the one of its name.</summary>
    /// <param name="kind"><c>partners</c> or <c>ad-plan</c>.</param>
    internal static Ok<WorkbookEntryResponse> Put(string domain, string kind, string workbook, WorkbookRequest request, WorkbookShelf shelf)
    {
        foreach (var (name, parts) in new[] { ("tables", request.Tables), ("wishes", request.Wishes) })
        {
            if (parts.FirstOrDefault(part => part.Value is null) is { Key: { } missing })
            {
                throw ServerTexts.FaultAt($"{name}.{missing}", "missing-entry", "MissingEntry");
            }
        }
        var entry = shelf.Put(domain, KindOf(kind), workbook, new WorkbookContent(request.Tables, request.Wishes));
        return TypedResults.Ok(new WorkbookEntryResponse(entry.Name, entry.ChangedAt));
    }

    /// <summary>Forgets a workbook.</summary>
    /// <param name="kind"><c>partners</c> or <c>ad-plan</c>.</param>
    internal static NoContent Delete(string domain, string kind, string workbook, WorkbookShelf shelf)
    {
        shelf.Remove(domain, KindOf(kind), workbook);
        return TypedResults.NoContent();
    }

    private static WorkbookKind KindOf(string kind) =>
        kind switch
        {
            "partners" => WorkbookKind.Partners,
            "ad-plan" => WorkbookKind.AdPlan,
            _ => throw ServerTexts.FaultAt("kind", "unknown-workbook-kind", "UnknownWorkbookKind", kind),
        };
}
