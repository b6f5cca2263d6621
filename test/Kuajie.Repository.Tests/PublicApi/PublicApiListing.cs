using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Kuajie.Repository.Tests.PublicApi;

/// <summary>What an assembly offers to others, one line per type and member, in a fixed order.</summary>
internal static class PublicApiListing
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Headline(type)).Append('\n');
            foreach (var member in Members(type).Distinct().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }
        return text.ToString();
    }

    private static string Headline(Type type)
    {
        var bases =
            type.IsEnum || typeof(Delegate).IsAssignableFrom(type)
                ? []
                : new[] { type.BaseType }
                    .Where(above => above is not null && above != typeof(object) && above != typeof(ValueType))
                    .Concat(type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []))
                    .Select(above => Name(above!))
                    .Where(name => !name.StartsWith("System.IEquatable", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)
                    .ToList();
        var name = type.Namespace + "." + Name(type);
        return $"{Kind(type)} {name}{(bases.Count > 0 ? " : " + string.Join(", ", bases) : "")}";
    }

    private static string Kind(Type type) =>
        type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}");
        }
        var fields = type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Field);
        var properties = type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsOffered)).Select(Property);
        var constructors = type.GetConstructors(Declared)
            .Where(IsOffered)
            .Where(one => !IsCopy(one))
            .Select(one => $"new({Parameters(one)})");
        var methods = type.GetMethods(Declared).Where(IsOffered).Where(method => !IsGenerated(method)).Select(Method);
        return fields.Concat(properties).Concat(constructors).Concat(methods);
    }

    private static bool IsOffered(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.IsFamily && constructor.GetParameters() is [{ } only] && only.ParameterType == constructor.DeclaringType;

    /// <summary>Accessors, and what the compiler writes for a record.</summary>
    private static bool IsGenerated(MethodInfo method) =>
        (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal))
        || method.IsDefined(typeof(CompilerGeneratedAttribute))
        || method.Name is "<Clone>$" or "PrintMembers";

    private static string Field(FieldInfo field) =>
        field.IsLiteral
            ? $"const {Name(field.FieldType)} {field.Name} = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"
            : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)} {field.Name}";

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(IsOffered).ToList();
        var setter = accessors.Find(accessor => accessor.ReturnType == typeof(void));
        var isInit = setter?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var reach =
            $"{(accessors.Exists(accessor => accessor != setter) ? "get; " : "")}{(setter is null ? "" : isInit ? "init; " : "set; ")}";
        var index = property.GetIndexParameters() is { Length: > 0 } keys
            ? $"[{string.Join(", ", keys.Select(key => Name(key.ParameterType)))}]"
            : "";
        return $"{Modifiers(accessors[0])}{Name(property.PropertyType)} {property.Name}{index} {{ {reach}}}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Modifiers(MethodBase method)
    {
        var reach = method.IsPublic ? "" : "protected ";
        var kind =
            method.IsStatic ? "static "
            : method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract "
            : "";
        return reach + kind;
    }

    private static string Parameters(MethodBase method) =>
        string.Join(
            ", ",
            method
                .GetParameters()
                .Select(parameter =>
                    $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Text(parameter.DefaultValue)}" : "")}"
                )
        );

    private static string Text(object? value) => value is null ? "default" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return "ref " + Name(type.GetElementType()!);
        }
        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }
        var outer = type is { IsNested: true, IsGenericParameter: false } ? Name(type.DeclaringType!) + "." : "";
        var plain = type.Name.Split('`')[0];
        var prefix =
            type.Namespace is { } space
            && space.StartsWith("System", StringComparison.Ordinal)
            && !type.IsPrimitive
            && outer.Length == 0
            && type != typeof(string)
            && type != typeof(void)
            && type != typeof(object)
            && type != typeof(decimal)
                ? space + "."
                : "";
        return type.IsGenericType
            ? $"{outer}{prefix}{plain}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : outer + prefix + plain;
    }
}
