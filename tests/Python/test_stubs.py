"""The stubs say what the package is."""

import ast
import inspect

import pytest

import pygiftgrab
from conftest import PACKAGE

STUB = ast.parse((PACKAGE / "pygiftgrab" / "__init__.pyi").read_text())
CLASSES = [node for node in STUB.body if isinstance(node, ast.ClassDef)]
FUNCTIONS = [node for node in STUB.body if isinstance(node, ast.FunctionDef)]


def parameters(function):
    given = function.args
    return [argument.arg for argument in given.args + given.kwonlyargs] + [
        argument.arg for argument in (given.vararg, given.kwarg) if argument is not None]


def real_parameters(value):
    return [name for name in inspect.signature(value).parameters]


def test_stub_names_everything_public():
    assert sorted(node.name for node in CLASSES + FUNCTIONS) == sorted(pygiftgrab.__all__)


@pytest.mark.parametrize("stub", CLASSES, ids=lambda node: node.name)
def test_class_is_as_its_stub_says(stub):
    real = getattr(pygiftgrab, stub.name)
    assert {base.id for base in stub.bases} <= {base.__name__ for base in real.__mro__} | {"IOError"}
    for node in stub.body:
        if isinstance(node, ast.FunctionDef):
            value = inspect.getattr_static(real, node.name)
            if isinstance(value, property):
                continue
            value = value.__func__ if isinstance(value, (staticmethod, classmethod)) else value
            assert real_parameters(value) == parameters(node), node.name
    stubbed = {node.name for parent in CLASSES if parent.name in {base.__name__ for base in real.__mro__} for node in parent.body
               if isinstance(node, ast.FunctionDef)}
    named = {node.target.id for node in stub.body if isinstance(node, ast.AnnAssign)}
    named |= {target.id for node in stub.body if isinstance(node, ast.Assign) for target in node.targets}
    public = {name for name, value in vars(real).items() if not name.startswith("_") and (callable(value) or isinstance(value, property))}
    assert public <= stubbed | named


@pytest.mark.parametrize("stub", FUNCTIONS, ids=lambda node: node.name)
def test_function_is_as_its_stub_says(stub):
    assert real_parameters(getattr(pygiftgrab, stub.name)) == parameters(stub)


@pytest.mark.parametrize("name", pygiftgrab.__all__)
def test_everything_public_is_explained(name):
    value = getattr(pygiftgrab, name)
    assert inspect.getdoc(value)
    if inspect.isclass(value):
        for member, part in vars(value).items():
            if not member.startswith("_") and (callable(part) or isinstance(part, property)) and not isinstance(part, type):
                assert inspect.getdoc(getattr(value, member)), member
