using Kuajie.Client.Access;
using Kuajie.Platform.Access;
using Kuajie.Platform.Faults;
using Kuajie.Server.Compliance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Access;

/// <summary>People: invited, given roles and removed by owners.</summary>
internal static class PeopleEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var people = v1.MapGroup("/people").WithTags("people");
        people.MapGet("", List).WithName("listPeople").AllowOperator(Scope.Manage, Role.Owner | Role.Compliance);
        people.MapPost("", Invite).WithName("invitePerson").AllowOperator(Scope.Manage, Role.Owner);
        people.MapPut("/{person}/roles", ChangeRoles).WithName("changeRoles").AllowOperator(Scope.Manage, Role.Owner);
        people.MapDelete("/{person}", Remove).WithName("removePerson").AllowOperator(Scope.Manage, Role.Owner);
    }

    /// <summary>Everybody who has or is offered access.</summary>
    internal static Ok<IReadOnlyList<PersonResponse>> List(People people) =>
        TypedResults.Ok<IReadOnlyList<PersonResponse>>([.. people.All().Select(ToResponse)]);

    /// <summary>Invites somebody. The invitation's code is in the answer and nowhere else; give it to the person on a safe way.</summary>
    internal static Created<InvitationResponse> Invite(InvitationRequest request, HttpContext context, People people)
    {
        var (person, code) = people.Invite(request.Name, request.Party, WireNames.ToRoles(request.Roles));
        context.Note().Object = person.PersonId;
        return TypedResults.Created($"/v1/people/{person.PersonId}", new InvitationResponse(ToResponse(person), code));
    }

    /// <summary>Gives a person other roles, from the next request on. The last owner stays one.</summary>
    internal static Ok<PersonResponse> ChangeRoles(string person, RolesRequest request, People people) =>
        TypedResults.Ok(ToResponse(people.ChangeRoles(person, WireNames.ToRoles(request.Roles)) ?? throw Unknown(person)));

    /// <summary>Takes a person's access away, from the next request on, and forgets the name. The last owner stays.</summary>
    internal static NoContent Remove(string person, People people) =>
        people.Remove(person) is null ? throw Unknown(person) : TypedResults.NoContent();

    private static KuajieException Unknown(string personId) => ServerTexts.Fault("unknown-person", "UnknownPerson", personId);

    private static PersonResponse ToResponse(Person person) =>
        new(person.PersonId, person.Name, person.PartyId, WireNames.OfRoles(person.Roles), person.IsActive, person.CreatedAt);
}
