using System.Text;
using Kuajie.Client.Audience;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Bridges;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Kuajie.Server.Partners;
using Kuajie.Server.Users;
using Kuajie.Storage.Audience;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Audience;

/// <summary>
/// Which tags of a partnership's domains go together. One of the domains has to be the caller's own, and the partnership has to last and share aggregates. Who owns one of them only is told counts
/// rounded down to tens, and none of few people.
/// </summary>
internal static class TagMappingEndpoints
{
    private const char Mark = (char)0xFEFF;

    public static void Add(IServiceCollection services) =>
        services.AddSingleton(parts => new TagMappings(
            parts.GetRequiredService<TasteBridges>(),
            parts.GetRequiredService<IWorkspace>().TagMappings,
            parts.GetRequiredService<TimeProvider>()
        ));

    public static void Map(IEndpointRouteBuilder v1)
    {
        var mapping = v1.MapGroup("/partnerships/{partnership}/tag-mapping").WithTags("partnerships");
        mapping.MapGet("", Get).WithName("tagMapping").Allow(Scope.Manage, Role.Everybody);
        mapping
            .MapGet("/table", Table)
            .WithName("tagMappingTable")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .Allow(Scope.Manage, Role.Everybody);
        mapping.MapPut("/table", PutTable).WithName("putTagMappingTable").Allow(Scope.Manage, Role.Owner | Role.Growth | Role.Partner);
        mapping.MapPut("", Put).WithName("putTagMapping").Allow(Scope.Manage, Role.Owner | Role.Growth | Role.Partner);
    }

    /// <summary>Which tags of the partnership's domains go together: learnt from linked people, and decided by people.</summary>
    /// <param name="partnership">The partnership.</param>
    /// <param name="from">Which of its domains comes first; the first by name where left out.</param>
    internal static Ok<TagMappingResponse> Get(
        string partnership,
        HttpContext context,
        TagMappings mappings,
        IWorkspace workspace,
        ServerSettings settings,
        CurrentAccess access,
        string? from = null
    ) => TypedResults.Ok(ToResponse(Read(partnership, from, context, mappings, workspace, settings, access)));

    /// <summary>The same as a table for spreadsheets: UTF-8 with a mark at its start, comma-separated.</summary>
    /// <param name="partnership">The partnership.</param>
    /// <param name="from">Which of its domains comes first; the first by name where left out.</param>
    internal static IResult Table(
        string partnership,
        HttpContext context,
        TagMappings mappings,
        IWorkspace workspace,
        ServerSettings settings,
        CurrentAccess access,
        string? from = null
    )
    {
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        {
            TagMappingTable.Write(writer, Read(partnership, from, context, mappings, workspace, settings, access));
        }
        return TypedResults.Bytes(stream.ToArray(), "text/csv; charset=utf-8", "tag-mapping.csv");
    }

    /// <summary>Replaces the decisions of people. They count in the next training of models that compare what items are about, and for targeting at once.</summary>
    /// <param name="partnership">The partnership.</param>
    internal static Ok<TagMappingResponse> Put(
        string partnership,
        TagMappingRequest request,
        HttpContext context,
        TagMappings mappings,
        IWorkspace workspace,
        ServerSettings settings,
        CurrentAccess access
    )
    {
        var known = Open(partnership, context, workspace, access);
        Decide(known, request.From, [.. request.Edits.Select(ToEdit)], request.Revision, context, mappings);
        return TypedResults.Ok(ToResponse(Read(partnership, request.From, context, mappings, workspace, settings, access)));
    }

    /// <summary>Replaces the decisions of people by those of a table, the one that is downloaded. Rows without a decision decide nothing.</summary>
    /// <param name="partnership">The partnership.</param>
    internal static Ok<TagMappingResponse> PutTable(
        string partnership,
        TagTableRequest request,
        HttpContext context,
        TagMappings mappings,
        IWorkspace workspace,
        ServerSettings settings,
        CurrentAccess access
    )
    {
        var known = Open(partnership, context, workspace, access);
        using var reader = new StringReader(request.Table.TrimStart(Mark));
        Decide(known, request.From, TagMappingTable.Read(reader), request.Revision, context, mappings);
        return TypedResults.Ok(ToResponse(Read(partnership, request.From, context, mappings, workspace, settings, access)));
    }

    private static void Decide(
        Partnership partnership,
        string from,
        IReadOnlyList<TagMappingEdit> edits,
        int revision,
        HttpContext context,
        TagMappings mappings
    )
    {
        mappings.Put(partnership, from, edits, revision, context.Caller().Id);
        context.Note().Object = partnership.PartnershipId;
        context.Note().Rows = edits.Count;
    }

    private static ToldTagMapping Read(
        string partnership,
        string? from,
        HttpContext context,
        TagMappings mappings,
        IWorkspace workspace,
        ServerSettings settings,
        CurrentAccess access
    )
    {
        var known = Open(partnership, context, workspace, access);
        var (caller, current) = (context.Caller(), access.Current);
        var ownsBoth =
            current.Allows(caller, known.FirstDomain, DomainNeed.Own) && current.Allows(caller, known.SecondDomain, DomainNeed.Own);
        var discretion = ownsBoth || settings.FewestPeople <= 1 ? BridgeDiscretion.Owner : BridgeDiscretion.Partner(settings.FewestPeople);
        return mappings.Read(known, from ?? known.FirstDomain, discretion);
    }

    private static Partnership Open(string partnership, HttpContext context, IWorkspace workspace, CurrentAccess access)
    {
        var known = PartnershipEndpoints.Find(partnership, context, workspace, access);
        LinkEndpoints.ThrowIfClosed(known.FirstDomain, known.SecondDomain, PartnershipShares.Aggregates, context.Caller(), access.Current);
        return known.EndedAt is null
            ? known
            : throw ServerTexts.NotShared(known.SecondDomain, DomainNeed.SharedBy(PartnershipShares.Aggregates));
    }

    private static TagMappingEdit ToEdit(TagEditRequest edit, int place) =>
        new(
            edit.FromTag,
            edit.ToTag,
            TagDecisions.Parse(edit.Decision)
                ?? throw ServerTexts.FaultAt(
                    FormattableString.Invariant($"edits[{place}].decision"),
                    "unknown-name",
                    "UnknownName",
                    edit.Decision,
                    "pin, add, forbid"
                ),
            edit.Weight,
            "",
            default,
            edit.Note
        );

    private static TagMappingResponse ToResponse(ToldTagMapping told) =>
        new(told.From, told.To, told.People, told.Revision, [.. told.Pairs.Select(ToResponse)], told.ChangedAt, told.Shortage);

    private static MappedTagsResponse ToResponse(ToldTags pair) =>
        new(
            pair.From,
            pair.To,
            pair.Weight,
            TagDecisions.NameOf(pair.Origin),
            pair.Evidence is { } found
                ? new TagEvidenceResponse(
                    found.Both,
                    found.FromPeople,
                    found.ToPeople,
                    found.Lift,
                    found.Low,
                    found.High,
                    found.FalseDiscovery
                )
                : null,
            pair.Edit is { } edit ? new TagEditResponse(TagDecisions.NameOf(edit.Kind), edit.By, edit.At, edit.Weight, edit.Note) : null
        );
}
